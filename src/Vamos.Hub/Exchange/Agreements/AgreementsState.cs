namespace Vamos.Hub.Exchange.Agreements;

using Vamos.Documents;

/// <summary>How the documents stand, for health and the operator.</summary>
public sealed record AgreementsState
{
    /// <summary>Hash of the documents that count.</summary>
    public required string Version { get; init; }

    /// <summary>Since when they count.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>Number of agreements that count.</summary>
    public required int Agreements { get; init; }

    /// <summary>What the documents in force are warned of, such as an agreement that has expired.</summary>
    public required IReadOnlyList<Finding> Warnings { get; init; }

    /// <summary>Errors of documents that were put in place later and could not be used; empty when the folder holds what counts.</summary>
    public IReadOnlyList<Finding> Errors { get; init; } = [];

    /// <summary>When documents were last refused; null when the folder holds what counts.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>False while the folder holds documents that cannot be used, and earlier ones count instead.</summary>
    public bool IsCurrent => RefusedAt is null;
}

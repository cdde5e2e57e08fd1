namespace Vamos.Hub.ServiceNetwork.Catalogue;

using Vamos.Contracts.Errors;
using Vamos.ServiceNetwork.V1;

/// <summary>What became of a change to the network.</summary>
public sealed record ServiceChange
{
    /// <summary>The service as it is stored; null when it was refused.</summary>
    public ServiceOffering? Stored { get; private init; }

    /// <summary>Why it was refused.</summary>
    public ChangeRefusal Refusal { get; private init; }

    /// <summary>The version that is stored, where another was changed.</summary>
    public long Version { get; private init; }

    /// <summary>Fields that break rules.</summary>
    public IReadOnlyList<ProblemField> Violations { get; private init; } = [];

    /// <summary>It is stored.</summary>
    public static ServiceChange Of(ServiceOffering stored) => new() { Stored = stored };

    /// <summary>It was refused.</summary>
    public static ServiceChange Refused(ChangeRefusal refusal, long version = 0) => new() { Refusal = refusal, Version = version };

    /// <summary>It was refused because of its fields.</summary>
    public static ServiceChange Broken(IReadOnlyList<ProblemField> violations) => new() { Refusal = ChangeRefusal.BreaksRules, Violations = violations };
}

/// <summary>Why a change was refused.</summary>
public enum ChangeRefusal
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Fields break rules.</summary>
    BreaksRules,

    /// <summary>There is no such service.</summary>
    NotFound,

    /// <summary>The service is another institution's.</summary>
    NotTheProvider,

    /// <summary>It has changed since the caller saw it.</summary>
    Changed,

    /// <summary>The request id belongs to another request.</summary>
    RequestIdReused,
}

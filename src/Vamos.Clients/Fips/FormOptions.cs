namespace Vamos.Clients.Fips;

using Vamos.Clients.Calls;

/// <summary>What is particular about one call about forms. Whatever is left out follows the connection and the agreement.</summary>
public sealed record FormOptions
{
    /// <summary>Time it may take in all; null for the connection's. See <see cref="VamosClientOptions.Deadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }
}

namespace Vamos.Clients.Beneficiaries;

using Vamos.Clients.Calls;
using Vamos.Common.V1;

/// <summary>What is particular about one search for incompatibilities. Whatever is left out follows the connection and the agreement.</summary>
public sealed record IncompatibilityOptions
{
    /// <summary>The day whose rules apply; null means today.</summary>
    public Date? AsOf { get; init; }

    /// <summary>Time it may take in all; null for the connection's. See <see cref="VamosClientOptions.Deadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }
}

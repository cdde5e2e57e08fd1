namespace Vamos.Clients.Beneficiaries;

using Google.Protobuf.WellKnownTypes;
using Vamos.Clients.Calls;

/// <summary>What is particular about one lookup. Whatever is left out follows the connection and the agreement.</summary>
public sealed record LookupOptions
{
    /// <summary>
    /// Fields of <see cref="Vamos.Beneficiary.V1.Beneficiary"/> that are wanted; institutions that hold none of them are not
    /// asked. Null asks for all that the agreement grants.
    /// </summary>
    public FieldMask? ReadMask { get; init; }

    /// <summary>Greatest age of an answer kept from before. Zero asks the institutions now; null leaves it to the agreement.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Time the lookup may take in all; null for the connection's. See <see cref="VamosClientOptions.Deadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }
}

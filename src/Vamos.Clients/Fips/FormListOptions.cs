namespace Vamos.Clients.Fips;

using Google.Protobuf.WellKnownTypes;
using Vamos.Clients.Calls;

/// <summary>Which forms are listed, and how much of them. Whatever is left out follows the connection and the agreement.</summary>
public sealed record FormListOptions
{
    /// <summary>District or department by its INE code, <c>DDdd</c> or <c>DD</c>; empty means the whole country.</summary>
    public string TerritoryCode { get; init; } = "";

    /// <summary>Only forms stored at or after this moment; null means all.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Fields of <see cref="Vamos.Fips.V1.IntegratedProtectionForm"/> that are wanted; null asks for all that the agreement grants.</summary>
    public FieldMask? ReadMask { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }
}

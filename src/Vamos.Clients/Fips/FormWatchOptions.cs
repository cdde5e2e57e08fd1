namespace Vamos.Clients.Fips;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Clients.Calls;

/// <summary>What is particular about one watch. Whatever is left out follows the connection and the agreement.</summary>
public sealed record FormWatchOptions
{
    /// <summary>Where to go on: the token of the last form that was dealt with. Empty begins now.</summary>
    public ByteString ResumeToken { get; init; } = ByteString.Empty;

    /// <summary>District or department by its INE code, <c>DDdd</c> or <c>DD</c>; empty means the whole country.</summary>
    public string TerritoryCode { get; init; } = "";

    /// <summary>Fields of <see cref="Vamos.Fips.V1.IntegratedProtectionForm"/> that are wanted; null asks for all that the agreement grants.</summary>
    public FieldMask? ReadMask { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }

    /// <summary>Told whenever the stream has been opened, at first and after every break; null when nobody asks.</summary>
    public Action? Opened { get; init; }
}

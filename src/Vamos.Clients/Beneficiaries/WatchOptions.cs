namespace Vamos.Clients.Beneficiaries;

using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Calls;

/// <summary>What is particular about one watch. Whatever is left out follows the connection and the agreement.</summary>
public sealed record WatchOptions
{
    /// <summary>Where to go on: the token of the last change that was dealt with. Empty begins now.</summary>
    public ByteString ResumeToken { get; init; } = ByteString.Empty;

    /// <summary>Kinds of fact that are of interest; empty means all that the agreement grants.</summary>
    public IReadOnlyCollection<FactKind> Kinds { get; init; } = [];

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }

    /// <summary>Told whenever the stream has been opened, at first and after every break; null when nobody asks.</summary>
    public Action? Opened { get; init; }
}

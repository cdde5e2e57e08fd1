namespace Vamos.Clients.Referrals;

using Google.Protobuf;
using Vamos.Clients.Calls;

/// <summary>What is particular about one watch. Whatever is left out follows the connection and the agreement.</summary>
public sealed record ReferralWatchOptions
{
    /// <summary>Where to go on: the token of the last event that was dealt with. Empty begins now.</summary>
    public ByteString ResumeToken { get; init; } = ByteString.Empty;

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }

    /// <summary>Told whenever the stream has been opened, at first and after every break; null when nobody asks.</summary>
    public Action? Opened { get; init; }
}

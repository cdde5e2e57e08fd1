namespace Vamos.Clients.Exchanges;

using Google.Protobuf;
using Vamos.Exchange.V1;

/// <summary>What is particular about one watch of the exchange.</summary>
public sealed record ExchangeWatchOptions
{
    /// <summary>Where to go on: the token of the last exchange that was dealt with. Empty begins now.</summary>
    public ByteString ResumeToken { get; init; } = ByteString.Empty;

    /// <summary>Which exchanges; null means all that we may see.</summary>
    public ExchangeFilter? Filter { get; init; }

    /// <summary>Told whenever the stream has been opened, at first and after every break; null when nobody asks.</summary>
    public Action? Opened { get; init; }
}

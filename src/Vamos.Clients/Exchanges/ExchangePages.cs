namespace Vamos.Clients.Exchanges;

using System.Runtime.CompilerServices;
using Vamos.Exchange.V1;

/// <summary>Exchanges that come in pages, fetched as they are read.</summary>
internal static class ExchangePages
{
    /// <summary>Exchanges of a page that is asked for.</summary>
    public const int Size = 200;

    /// <summary>Reads page after page.</summary>
    /// <param name="page">Fetches the page behind a token, and says which comes behind it.</param>
    /// <param name="cancellation">Gives the reading up.</param>
    public static async IAsyncEnumerable<ExchangeRecord> ReadAsync(
        Func<string, CancellationToken, Task<(IEnumerable<ExchangeRecord> Exchanges, string Next)>> page, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var token = "";
        do
        {
            var (exchanges, next) = await page(token, cancellation);
            foreach (var record in exchanges)
                yield return record;
            // a token that does not move would be read for ever
            token = next == token ? "" : next;
        }
        while (token.Length != 0);
    }
}

namespace Vamos.Hub.Fips;

using System.Buffers.Text;
using System.Globalization;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;

/// <summary>
/// Lists the latest versions of forms in pages, the oldest change first. A form that is changed while somebody turns the pages comes again at the end,
/// so that nobody misses it.
/// </summary>
public sealed class FormListing(FormStore store)
{
    private const int RowsAtOnce = 100;

    // of forms in one page, so that it is read by clients whose largest message is that of gRPC
    private const int MostBytes = 2 * 1024 * 1024;

    /// <summary>One page; null when the token is none of this list.</summary>
    /// <param name="territory">Department or district; empty for all.</param>
    /// <param name="since">Only what was stored at this time or later; null for all.</param>
    /// <param name="size">Most forms.</param>
    /// <param name="token">From the page before; empty for the first.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<FormPage?> PageAsync(string territory, DateTimeOffset? since, int size, string token, CancellationToken cancellation)
    {
        var use = string.Create(CultureInfo.InvariantCulture, $"list {territory} {since?.UtcTicks}");
        if (Begin(token, use) is not { } begin)
            return null;
        var after = token.Length != 0 || since is null ? begin : await store.LastBeforeAsync(since.Value, cancellation);

        var page = new List<IntegratedProtectionForm>();
        var bytes = 0;
        while (true)
        {
            var rows = await store.AfterAsync(territory, after, latest: true, RowsAtOnce, cancellation);
            foreach (var row in rows)
            {
                bytes += row.Form!.Length;
                if (page.Count != 0 && (page.Count == size || bytes > MostBytes))
                    return new FormPage(page, Base64Url.EncodeToString(store.Tokens.Write(after, use)));
                page.Add(row.Read());
                after = row.Seq;
            }

            if (rows.Count < RowsAtOnce)
                return new FormPage(page, "");
        }
    }

    private long? Begin(string token, string use)
    {
        if (token.Length == 0)
            return 0;
        Span<byte> bytes = stackalloc byte[64];
        return token.Length <= bytes.Length && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var written)
            ? store.Tokens.Read(bytes[..written], use)
            : null;
    }
}

/// <summary>One page of forms.</summary>
/// <param name="Forms">The forms.</param>
/// <param name="NextPageToken">Goes on behind them; empty on the last page.</param>
public sealed record FormPage(IReadOnlyList<IntegratedProtectionForm> Forms, string NextPageToken);

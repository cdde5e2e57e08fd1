namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Storage;

/// <summary>The requests of a caller that were answered before, as far as a set repeats them, and those of the set itself.</summary>
internal sealed class EarlierRequests
{
    private readonly Dictionary<string, (byte[] Digest, long Seq)> _known = new(StringComparer.Ordinal);

    public static async Task<EarlierRequests> ReadAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<PreparedForm> forms, string consumer)
    {
        var rows = await transaction.Connection!.QueryAsync<(string RequestId, byte[] Digest, long Seq)>(
            $"""
            SELECT request_id, request_digest, seq FROM fips_version
            WHERE {dialect.AnyOfMany("request_key", "keys")} AND consumer = @consumer
            """,
            new { keys = dialect.Many(forms.Select(form => form.RequestKey).ToArray()), consumer },
            transaction);
        var requests = new EarlierRequests();
        foreach (var (id, digest, seq) in rows)
            requests._known[id] = (digest, seq);
        return requests;
    }

    /// <summary>What became of the request before; null when it is new.</summary>
    public StoredOutcome? Of(PreparedForm form)
    {
        if (!_known.TryGetValue(form.RequestId, out var before))
            return null;
        return new StoredOutcome(before.Digest.AsSpan().SequenceEqual(form.Digest) ? StoredKind.Repeated : StoredKind.RequestReused, Seq: before.Seq);
    }

    public void Add(PreparedForm form, long seq) => _known[form.RequestId] = (form.Digest, seq);
}

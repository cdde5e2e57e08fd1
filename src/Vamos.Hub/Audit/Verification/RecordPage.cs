namespace Vamos.Hub.Audit.Verification;

using System.Data.Common;
using System.Globalization;
using Dapper;
using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Subjects;
using Vamos.Trust.Transparency;

/// <summary>Stored records of a tile, to be compared with the hashes that the tree has of them.</summary>
internal sealed class RecordPage
{
    private readonly long _first;
    private readonly long _end;
    private readonly List<dynamic> _rows;

    private RecordPage(long first, long end, List<dynamic> rows)
    {
        _first = first;
        _end = end;
        _rows = rows;
    }

    public static async Task<RecordPage> ReadAsync(DbConnection connection, long first, long end, DbTransaction? transaction = null) => new(
        first,
        end,
        (await connection.QueryAsync(
            """
            SELECT log_index, exchange_id, consumer, method, outcome, subject_key, record FROM audit_record
            WHERE log_index >= @first AND log_index < @end ORDER BY log_index
            """,
            new { first, end },
            transaction)).AsList());

    /// <summary>Position of the first record from a position on; null when there is none.</summary>
    public static Task<long?> FirstFromAsync(DbConnection connection, long position, DbTransaction? transaction = null) =>
        connection.ExecuteScalarAsync<long?>("SELECT MIN(log_index) FROM audit_record WHERE log_index >= @position", new { position }, transaction);

    /// <summary>The first record that is missing, is not what was hashed, or is filed under something that it does not say.</summary>
    /// <param name="hashes">Hashes of the records in the tree.</param>
    public (long Position, string Explanation)? FirstBad(ReadOnlySpan<byte> hashes)
    {
        for (var position = _first; position < _end; position++)
        {
            var at = (int)(position - _first);
            if (at >= _rows.Count || (long)_rows[at].log_index != position)
                return (position, $"Record {position} is missing.");
            if ((object)_rows[at].record is not byte[] bytes || !hashes.Slice(at * MerkleHash.Size, MerkleHash.Size).SequenceEqual(MerkleHash.Leaf(bytes)))
                return (position, $"Record {position} is not the one that was written: it does not have the hash that the tree has of it.");
            if (Misfiled(position, bytes, _rows[at]) is string column)
                return (position, $"Record {position} is filed under another {column} than it says.");
        }

        return null;
    }

    private static string? Misfiled(long position, byte[] bytes, dynamic row)
    {
        ExchangeRecord record;
        try
        {
            record = ExchangeRecord.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return "form";
        }

        return record.LogIndex != position ? "position"
            : Differs(record.ExchangeId, row.exchange_id) ? "exchange"
            : Differs(record.ConsumerInstitution, row.consumer) ? "consumer"
            : Differs(record.Method, row.method) ? "method"
            : Differs(Text((int)record.Outcome), row.outcome) ? "outcome"
            : Differs(Text(SubjectHash.IndexKey(record.SubjectHash.Span)), row.subject_key) ? "person"
            : null;
    }

    // as texts, since SQLite keeps whatever somebody puts into a column; PostgreSQL cannot keep a zero
    private static bool Differs(string said, object? filed) => said.Replace('\0', '\uFFFD') != Text(filed).Replace('\0', '\uFFFD');

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

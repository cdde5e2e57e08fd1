namespace Vamos.Hub.Audit.Log;

using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Subjects;

/// <summary>A record on its way into the table, serialized once.</summary>
internal readonly record struct LogRow(ExchangeRecord Record, byte[] Bytes, long RecordedAt)
{
    public long Index => Record.LogIndex;

    public long? SubjectKey => SubjectHash.IndexKey(Record.SubjectHash.Span);

    /// <summary>Numbers of the people beyond the first, each once; the record is found by them, too.</summary>
    public IEnumerable<long> FurtherSubjectKeys =>
        Record.FurtherSubjectHashes.Select(hash => SubjectHash.IndexKey(hash.Span)).OfType<long>().Distinct();

    public static LogRow Of(ExchangeRecord record, long index, long recordedAt)
    {
        record.LogIndex = index;
        return new LogRow(record, record.ToByteArray(), recordedAt);
    }
}

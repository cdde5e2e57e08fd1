namespace Vamos.Hub.Audit.Log;

using Vamos.Exchange.V1;

/// <summary>Records of one exchange or stream that wait to be durable, all of them in one commit.</summary>
internal sealed class PendingAppend(IReadOnlyList<ExchangeRecord> records, long since)
    : TaskCompletionSource<AppendedRecord[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<ExchangeRecord> Records { get; } = records;

    /// <summary>When it began to wait, as a timestamp of the clock.</summary>
    public long Since { get; } = since;
}

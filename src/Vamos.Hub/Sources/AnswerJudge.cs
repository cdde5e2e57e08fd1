namespace Vamos.Hub.Sources;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>Says what an adapter's answer or failure is worth, in words that keep the adapter's internals to themselves.</summary>
internal sealed class AnswerJudge(string institution, TimeProvider time, ILogger log)
{
    /// <summary>Nothing of what it said can be used.</summary>
    public SourceAnswer BreaksContract => Answer(SourceState.InvalidAnswer, "The institution's adapter answered in a way that does not follow the contract.");

    /// <summary>It could not be asked in time for other reasons than its own answer.</summary>
    public SourceAnswer NotAskedNow(string why) => Answer(SourceState.Unavailable, why);

    /// <summary>What an adapter answered, if it may be believed.</summary>
    public SourceAnswer Judge(NationalId asked, PersonRecords? records)
    {
        if (AnswerContract.Broken(asked, institution, records) is { } broken)
        {
            SourcesLog.BreaksContract(log, institution, broken);
            return BreaksContract;
        }

        return Known(records!.Found ? records : null, Provenance());
    }

    /// <summary>Records that may be believed; null when the source does not know the person.</summary>
    public SourceAnswer Known(PersonRecords? records, Provenance provenance)
    {
        if (records is null)
            return Answer(SourceState.NotFound, "", provenance);
        return records.Issues.Count == 0
            ? Answer(SourceState.Ok, "", provenance, records)
            : Answer(SourceState.Partial, Shortcomings(records.Issues), provenance, records);
    }

    // an issue without a key is of a whole system of the institution
    private static string Shortcomings(IReadOnlyCollection<RecordIssue> issues)
    {
        var absent = issues.Where(i => i.RecordKey.Length == 0).Select(i => i.RecordSource).Distinct(StringComparer.Ordinal).ToArray();
        var setAside = issues.Count(i => i.RecordKey.Length != 0);
        return string.Join(' ', new[]
        {
            absent.Length == 0 ? "" : $"Missing from the answer: {string.Join(", ", absent)}.",
            setAside == 0 ? "" : $"{setAside} record(s) could not be translated and were set aside.",
        }.Where(sentence => sentence.Length != 0));
    }

    /// <summary>There is no connection.</summary>
    public SourceAnswer Unreachable => Answer(SourceState.Unavailable, "The institution cannot be reached.");

    /// <summary>What a status of the adapter means to callers of the hub.</summary>
    public SourceAnswer Failed(StatusCode code) => code switch
    {
        StatusCode.DeadlineExceeded => Answer(SourceState.TimedOut, "The institution did not answer in time."),
        StatusCode.Unavailable => Unreachable,
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => Answer(SourceState.Unavailable, "The institution's adapter refuses the hub."),
        StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.ResourceExhausted
            or StatusCode.Cancelled or StatusCode.OutOfRange => BreaksContract,
        _ => Answer(SourceState.Unavailable, "The institution's adapter could not answer."),
    };

    private SourceAnswer Answer(SourceState state, string detail, Provenance? provenance = null, PersonRecords? records = null) =>
        new(new SourceStatus { Institution = institution, State = state, Detail = detail, Provenance = provenance }, records, null);

    private Provenance Provenance() => new() { Institution = institution, RetrievedAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()) };
}

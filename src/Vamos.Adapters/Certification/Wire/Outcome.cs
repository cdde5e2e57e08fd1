namespace Vamos.Adapters.Certification.Wire;

using Grpc.Core;
using Vamos.Adapter.V1;

/// <summary>What came of asking about one person: records, or an error.</summary>
internal sealed record Outcome(PersonRecords? Records, Refusal? Refusal)
{
    /// <summary>Whether there are records of the person.</summary>
    public bool IsFound => Records is { Found: true };

    /// <summary>Whether the adapter says that it does not know the person, in the contract's way or by an error.</summary>
    public bool IsUnknown => Records is { Found: false } || Refusal is { Code: StatusCode.NotFound };

    public static Outcome Of(PersonRecords? records) =>
        records is null ? new Outcome(null, Refusal.Empty) : new Outcome(records, null);

    public static Outcome Of(BatchGetRecordsResponse answer) => answer.ResultCase switch
    {
        BatchGetRecordsResponse.ResultOneofCase.Records => new Outcome(answer.Records, null),
        BatchGetRecordsResponse.ResultOneofCase.Error => new Outcome(null, Refusal.Of(answer.Error, "BatchGetRecords", null)),
        _ => new Outcome(null, Refusal.Empty),
    };

    /// <summary>In words for a report, without personal data.</summary>
    public string InWords() => Refusal is not null ? Refusal.InWords() : IsFound ? "records" : "found = false";
}

/// <summary>What came of a stream of questions.</summary>
/// <param name="Answers">The answers, in the order in which they came.</param>
/// <param name="Refusal">The error that ended the stream; null when it ended well.</param>
internal sealed record BatchOutcome(IReadOnlyList<BatchGetRecordsResponse> Answers, Refusal? Refusal)
{
    /// <summary>Fails the check when the stream did not end well.</summary>
    public void MustEndWell(string when)
    {
        if (Refusal is not null)
        {
            throw new DefectException(
                $"BatchGetRecords ended with {Refusal.InWords()} {when}, after {Answers.Count} answers.",
                "End the stream with OK when the caller has half-closed it and every question is answered.");
        }
    }
}

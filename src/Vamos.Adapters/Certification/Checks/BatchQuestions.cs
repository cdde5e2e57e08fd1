namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Questions for a stream.</summary>
internal static class BatchQuestions
{
    /// <summary>As many questions as wanted about some people in turn, so that most are asked about more than once.</summary>
    public static IReadOnlyList<BatchGetRecordsRequest> About(IReadOnlyList<NationalId> people, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(Number(i), people[i % people.Count]))];

    public static BatchGetRecordsRequest Of(long number, NationalId? person, params IEnumerable<FactKind> kinds) =>
        new() { CorrelationId = number, NationalId = person, Kinds = { kinds } };

    /// <summary>Numbers in no order that an adapter could rely on: from 0 up, below zero, and too large for 32 bits.</summary>
    private static long Number(int i) => (i % 3) switch { 0 => i, 1 => -i, _ => i + (1L << 40) };
}

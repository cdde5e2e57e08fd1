namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

internal sealed class BatchEqualsSingle : ICheck
{
    public CheckTitle About { get; } = new(
        "batch",
        "batch-equals-single",
        "A question in a batch is answered as the same question alone",
        "BatchGetRecords is the same as GetRecords for many people. Only the time of reading may differ.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var questions = Questions(examination);
        var requests = questions.Select((question, i) => BatchQuestions.Of(i + 1, question.Person, question.Kinds)).ToList();
        var batch = await examination.Wire.BatchAsync(requests, default, examination.Timeouts.Batch, cancellationToken);
        batch.MustEndWell("over a batch of well-formed questions");
        var answers = batch.Answers.GroupBy(answer => answer.CorrelationId).ToDictionary(group => group.Key, group => group.First());
        for (var i = 0; i < questions.Count; i++)
        {
            // Whether every question is answered is for another check.
            if (!answers.TryGetValue(i + 1, out var answer))
                continue;
            var (label, person, kinds) = questions[i];
            var asked = kinds.Count == 0 ? label : $"{label}, asked for {FactFields.NamesOf(kinds)}";
            var single = await examination.Wire.AskAsync(person, kinds, cancellationToken);
            if (AnswerComparison.Difference(single, Outcome.Of(answer)) is { } difference)
                findings.Defect(
                    $"{asked}: the batch answers otherwise than GetRecords: {difference}.",
                    "Let both go the same way: read the legacy system for a set of people, of which GetRecords has one.");
        }
    }

    private static List<(string Label, NationalId Person, IReadOnlyList<FactKind> Kinds)> Questions(Examination examination)
    {
        var people = examination.Expectations.People.Select(person => (person.Label, person.NationalId))
            .Concat(examination.Unknown.Select((id, i) => ($"unknown[{i}]", id))).ToList();
        List<IReadOnlyList<FactKind>> wanted = [[], .. examination.Offered.Take(1).Select(kind => new[] { kind })];
        return [.. wanted.SelectMany(kinds => people.Select(person => (person.Item1, person.Item2, kinds)))];
    }
}

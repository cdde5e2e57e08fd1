namespace Vamos.Adapters.Certification.Checks;

using Vamos.Common.V1;

internal sealed class IdentityEcho : ICheck
{
    public CheckTitle About { get; } = new(
        "identity",
        "identity-echo",
        "An answer names the person who was asked about",
        "records.national_id is the person asked about, and so is the person within. The hub uses nothing of an answer that names another.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var people = examination.Expectations.People.Select(person => (person.Label, person.NationalId))
            .Concat(examination.Unknown.Select((id, i) => ($"unknown[{i}]", id)));
        foreach (var (label, id) in people)
        {
            var outcome = await examination.Wire.AskAsync(id, [], cancellationToken);
            if (outcome.Records is not { } records)
                continue;
            if (!Is(records.NationalId, id))
                findings.Defect(
                    $"{label}: records.national_id {(records.NationalId is null ? "is missing" : "is another person than was asked for")}.",
                    "Put the national_id of the request into records.national_id, also when the person is unknown.");
            if (records.Person?.NationalId is { } own && !Is(own, id))
                findings.Defect($"{label}: person.national_id is another person than was asked for.", "Look people up by number and letter together, exactly.");
        }
    }

    private static bool Is(NationalId? one, NationalId other) => one is not null && one.Canonical().Equals(other.Canonical());
}

namespace Vamos.Hub.Protection;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Sources;
using Vamos.Programmes.Facts;
using Vamos.Programmes.Protections;

/// <summary>
/// Tells what people are covered by and where the gaps are, from the facts of all institutions: of a person with the household by the latest form that any
/// source has, or of a household whose form is known.
/// </summary>
/// <param name="sources">Where facts come from.</param>
/// <param name="time">The clock.</param>
public sealed class ProtectionLookup(SourceRegistry sources, TimeProvider time)
{
    /// <summary>Most people of one household who are looked at.</summary>
    public const int MostPeople = 60;

    /// <summary>Looks at a person, and then at the others of the household.</summary>
    /// <param name="person">The person, in canonical form.</param>
    /// <param name="question">By what, and from whose data.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<ProtectionOutcome> FindAsync(NationalId person, ProtectionQuestion question, CancellationToken cancellation)
    {
        var (began, budget) = (time.GetTimestamp(), AnswerTime.ForSources(question.TimeLeft));
        var kinds = question.Catalogue.Needs.Kinds.ToHashSet();
        // The household is known only when the person's form is there, so the person may not take the time of the others.
        var answers = await sources.AskAllAsync(person, kinds, question.Covered, question.Demand, budget / 2, cancellation);
        var asked = new AskedPeople();
        asked.Add(person, answers);
        var reached = answers.Where(answer => answer.Status.State != SourceState.NotAsked).ToArray();
        if (reached.Length != 0 && reached.All(answer => answer.Status.State == SourceState.NotFound))
            return new ProtectionOutcome(null, null, asked.Trace());

        var form = HouseholdFacts.LatestForm(PersonFacts.Of(person, asked.About(person), sources.Offers), question.AsOf);
        var roster = Roster.Of(form, person, MostPeople);
        await AskAsync(asked, roster.DocumentsBeside(person), question, budget - time.GetElapsedTime(began), cancellation);
        return Outcome(asked, roster, form, question, isGiven: false);
    }

    /// <summary>Looks at a household whose form is known, and at everybody whom it names.</summary>
    /// <param name="form">The form; provenance of it goes into the status.</param>
    /// <param name="question">By what, and from whose data.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<ProtectionOutcome> FindAsync(HouseholdRecord form, ProtectionQuestion question, CancellationToken cancellation)
    {
        var (asked, roster) = (new AskedPeople(), Roster.Of(form, null, MostPeople));
        await AskAsync(asked, roster.DocumentsBeside(null), question, AnswerTime.ForSources(question.TimeLeft), cancellation);
        return Outcome(asked, roster, form, question, isGiven: true);
    }

    private async Task AskAsync(
        AskedPeople asked, IReadOnlyList<NationalId> people, ProtectionQuestion question, TimeSpan budget, CancellationToken cancellation)
    {
        if (people.Count == 0)
            return;
        var kinds = question.Catalogue.Needs.Kinds.ToHashSet();
        var left = budget > TimeSpan.Zero ? budget : TimeSpan.Zero;
        var answers = await sources.AskAllAsync(people, kinds, question.Covered, question.Demand, left, cancellation);
        for (var i = 0; i < people.Count; i++)
            asked.Add(people[i], answers[i]);
    }

    private ProtectionOutcome Outcome(AskedPeople asked, Roster roster, HouseholdRecord? form, ProtectionQuestion question, bool isGiven)
    {
        var (catalogue, day, offers) = (question.Catalogue, question.AsOf, sources.Offers);
        var known = roster.Entries.Where(entry => entry.Document is not null).ToDictionary(
            entry => entry.Document!,
            entry => entry.Member is { } member
                ? FormFacts.Of(entry.Document!, asked.About(entry.Document!), offers, form!, member)
                : PersonFacts.Of(entry.Document!, asked.About(entry.Document!), offers));
        PersonFacts[] people = [.. asked.People.Select(person => known[person])];

        var status = new ProtectionStatus { Sources = { asked.Sources } };
        status.Household.Add(catalogue.OfHousehold(isGiven ? HouseholdFacts.Of(form!, people, offers) : HouseholdFacts.Of(people, offers), day));
        foreach (var entry in roster.Entries)
        {
            var told = entry.Document is { } document ? catalogue.OfPerson(known[document], day) : catalogue.OfMember(form!, entry.Member!, offers, day);
            told.MemberId = entry.Member?.MemberId ?? "";
            status.Members.Add(told);
        }

        return new ProtectionOutcome(status, form, asked.Trace());
    }
}

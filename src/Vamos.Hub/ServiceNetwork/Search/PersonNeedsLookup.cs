namespace Vamos.Hub.ServiceNetwork.Search;

using System.Collections.Frozen;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Programmes;
using Vamos.Hub.Protection;
using Vamos.Hub.Sources;
using Vamos.Network.Search;

/// <summary>Finds out what a person and the household lack, and where they live.</summary>
public sealed class PersonNeedsLookup(ProtectionLookup protection, SourceRegistry sources, CurrentProgrammes programmes, TimeProvider time)
{
    private static readonly FrozenSet<FactKind> Residence = FrozenSet.Create(FactKind.Person);

    /// <summary>Asks for the protection of the person and the household.</summary>
    /// <param name="person">The person, in canonical form.</param>
    /// <param name="question">The day, and from whose data; the catalogue is that of the programmes that count now.</param>
    /// <param name="districtIsGiven">Whether where they live is of no matter.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<PersonNeedsOutcome> FindAsync(NationalId person, NeedsQuestion question, bool districtIsGiven, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var told = await protection.FindAsync(
            person,
            new ProtectionQuestion(programmes.Book.Protections, question.Day, question.Covered, question.Demand, question.TimeLeft),
            cancellation);
        if (told.Status is not { } status)
            return new PersonNeedsOutcome(null, [], told.Trace, [person]);

        var trace = told.Trace;
        var district = told.Form?.Place?.DistrictCode ?? "";
        if (district.Length == 0 && !districtIsGiven)
            district = await ResidenceAsync(person, question, question.TimeLeft - time.GetElapsedTime(began), trace, cancellation);
        var needs = new PersonNeeds(
            district,
            status.Members.Select(member => member.Category).Where(category => category != LifeCycleCategory.Unspecified).ToFrozenSet(),
            [.. Needs(told, person)]);
        return new PersonNeedsOutcome(needs, [.. status.Sources], trace, told.People);
    }

    // the person's own first, then the household's, then those of the others
    private static IEnumerable<Need> Needs(ProtectionOutcome told, NationalId person)
    {
        var status = told.Status!;
        var own = told.Of(person);
        return Gaps(own?.Protections, NeedOf.Person, own?.Category ?? default)
            .Concat(Gaps(status.Household, NeedOf.Household, LifeCycleCategory.Household))
            .Concat(status.Members.Where(member => !ReferenceEquals(member, own))
                .SelectMany(member => Gaps(member.Protections, NeedOf.Member, member.Category)));
    }

    private static IEnumerable<Need> Gaps(IEnumerable<Vamos.Fips.V1.Protection>? told, NeedOf whose, LifeCycleCategory category) => (told ?? [])
        .Where(each => each.State == ProtectionState.Gap)
        .Select(each => new Need(each.Code, whose, category));

    // without a form, where the first source says that the person lives
    private async Task<string> ResidenceAsync(NationalId person, NeedsQuestion question, TimeSpan left, ExchangeRecord trace, CancellationToken cancellation)
    {
        var budget = AnswerTime.ForSources(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var answers = await sources.AskAllAsync(person, Residence, question.Covered, question.Demand, budget, cancellation);
        trace.Hops.Add(answers.Trace().Hops);
        return answers.Select(answer => answer.Records?.Person?.Residence?.DistrictCode ?? "").FirstOrDefault(code => code.Length != 0) ?? "";
    }
}

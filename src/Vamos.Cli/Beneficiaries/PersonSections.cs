namespace Vamos.Cli.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Cli.Reports;
using Vamos.Common.V1;

/// <summary>Who somebody is, and with whom he or she lives.</summary>
internal static class PersonSections
{
    /// <summary>The person; the number asked for stands in when no record of the person was given.</summary>
    public static Section Who(Person? person, NationalId asked, DateOnly today)
    {
        var name = Wording.Name(person?.Name);
        return Section.OfFacts(
            name.Length == 0 ? "Person" : name,
            ("Cédula", Wording.Id(person?.NationalId ?? asked)),
            ("Born", Wording.BirthDate(person?.BirthDate, DayOfDeath(person) ?? today)),
            ("Died", Died(person?.Death)),
            ("Sex", Wording.Of(person?.Sex ?? Sex.Unspecified)),
            ("Marital status", Wording.Of(person?.MaritalStatus ?? MaritalStatus.Unspecified)),
            ("Nationality", Nationality(person)),
            ("Indigenous", Indigenous(person?.Indigenous)),
            ("Residence", Wording.Place(person?.Residence)),
            ("Recorded by", Wording.Origin(person?.Provenance)));
    }

    /// <summary>A household by one instrument: what it is, then who belongs to it.</summary>
    public static IEnumerable<Section> Household(HouseholdRecord household, NationalId asked, DateOnly today)
    {
        yield return Section.OfFacts(
            $"Household {household.HouseholdId}".TrimEnd(),
            ("Instrument", household.Instrument),
            ("Interview", Wording.Date(household.InterviewDate)),
            ("Place", Wording.Place(household.Place)),
            ("ICV", household.HasQualityOfLifeIndex ? FormattableString.Invariant($"{household.QualityOfLifeIndex:0.##} of 100") : ""),
            ("Recorded by", Wording.Origin(household.Provenance)));
        yield return Section.Of(
            "",
            household.Members,
            ("Member", m => m.NationalId is null ? m.MemberId : Wording.Id(m.NationalId)),
            ("Kinship", m => Wording.Of(m.Kinship)),
            ("Born", m => Wording.BirthDate(m.BirthDate, today)),
            ("Sex", m => Wording.Of(m.Sex)),
            ("School", m => m.AttendsSchool ? "attends" : ""),
            ("Income", m => Wording.Guaranies(m.HasMonthlyIncome, m.MonthlyIncome)),
            ("", m => Notes(m, asked)));
    }

    private static DateOnly? DayOfDeath(Person? person) =>
        person?.Death?.Date is { } date && date.TryToDateOnly(out var day) ? day : null;

    private static string Died(Death? death)
    {
        if (death is null)
            return "";
        var date = death.Date is null ? "date unknown" : death.Date.ToIso();
        var origin = Wording.Origin(death.Provenance);
        return origin.Length == 0 ? date : $"{date} ({origin})";
    }

    private static string Nationality(Person? person)
    {
        if (person is null)
            return "";
        var status = Wording.Of(person.NationalityStatus);
        return person.ResidentSince is null ? status : $"{status}, resident since {person.ResidentSince.ToIso()}";
    }

    private static string Indigenous(IndigenousStatus? status)
    {
        if (status is null)
            return "";
        if (!status.Indigenous)
            return "no";
        var community = status.Community.Length == 0 ? "" : $"community {status.Community}";
        if (status.HasCommunityRegistered)
            community += status.CommunityRegistered ? " (registered)" : " (not registered)";
        string[] parts = ["yes", status.People, community];
        return string.Join(", ", parts.Where(part => part.Length != 0));
    }

    private static string Notes(HouseholdMember member, NationalId asked)
    {
        string[] notes =
        [
            member.NationalId?.Canonical().Equals(asked.Canonical()) == true ? "this person" : "",
            member.Pregnant ? "pregnant" : "",
            member.Disability ? "disability" : "",
        ];
        return string.Join(", ", notes.Where(note => note.Length != 0));
    }
}

namespace Vamos.Sandbox.Forms;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Sandbox.Population;

/// <summary>
/// The integrated form of a simulated household, as an interviewer of the social ministry fills it. The interview came after the ministry's own
/// older one and found the same.
/// </summary>
internal static class SimulatedForm
{
    // Half a year after the household form of the ministry, so that the test people were asked twenty days ago.
    private const int DaysAfterTheOlderForm = 180;

    public static IntegratedProtectionForm Of(SimulatedHousehold household, DateOnly today)
    {
        var visit = VisitOf(household, today);
        return new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = DateOf(visit),
                Place = new Place
                {
                    DistrictCode = household.District.Code,
                    Area = household.Area == Population.Area.Urban ? Common.V1.Area.Urban : Common.V1.Area.Rural,
                    Locality = household.Neighbourhood,
                },
                Instrument = Instrument.Fips,
                Institution = "mds",
                FormNumber = $"SIM-{household.Id}",
                RespondentMemberId = "1",
            },
            Dwelling = FormAnswers.Of(household.Dwelling),
            Assets = FormAnswers.Of(household.Assets, household.Cattle),
            Members =
            {
                household.Members.Select((person, i) => (person, i)).Where(member => member.person.BirthDate <= visit)
                    .Select(member => Member(household, member.person, member.i, visit)),
            },
        };
    }

    /// <summary>The identity document; null for somebody without one.</summary>
    public static NationalId? IdOf(SimulatedPerson person) =>
        person.Cedula is { } cedula ? new NationalId { Number = $"{cedula.Number}", Letter = $"{cedula.Letter}" } : null;

    // Nobody is interviewed in a household of which somebody has died since the older form.
    private static DateOnly VisitOf(SimulatedHousehold household, DateOnly today)
    {
        if (household.InterviewedOn is not { } older)
            return today;
        var later = older.AddDays(DaysAfterTheOlderForm);
        return household.Members.Any(member => member.DeathDate is not null) ? older : later < today ? later : today;
    }

    private static FormMember Member(SimulatedHousehold household, SimulatedPerson person, int index, DateOnly visit)
    {
        var hasSpouse = household.Members.Count > 1 && household.Members[1].Kinship == Population.Kinship.Spouse;
        var isChild = person.Kinship == Population.Kinship.Child;
        var age = person.AgeOn(visit);
        return new FormMember
        {
            MemberId = $"{index + 1}",
            Kinship = FormAnswers.Of(person.Kinship),
            NationalId = IdOf(person),
            ReasonWithoutDocument = person.Cedula is not null ? ReasonWithoutDocument.Unspecified
                : age < 1 ? ReasonWithoutDocument.NotRegistered
                : ReasonWithoutDocument.NeverObtained,
            Name = new Vamos.Beneficiary.V1.PersonName
            {
                FirstGivenName = person.Name.FirstGiven,
                OtherGivenNames = person.Name.SecondGiven ?? "",
                FirstSurname = person.Name.FirstSurname,
                SecondSurname = person.Name.SecondSurname ?? "",
                MarriedSurname = person.Name.MarriedSurname ?? "",
            },
            BirthDate = DateOf(person.BirthDate),
            Sex = person.Sex == Population.Sex.Female ? Vamos.Beneficiary.V1.Sex.Female : Vamos.Beneficiary.V1.Sex.Male,
            MaritalStatus = FormAnswers.Of(person.CivilStatus),
            NationalityStatus = NationalityStatus.Natural,
            Indigenous = new IndigenousStatus { Indigenous = person.Indigenous is not null, Community = person.Indigenous?.Community ?? "" },
            PartnerMemberId = !hasSpouse || index > 1 ? "" : index == 0 ? "2" : "1",
            FatherMemberId = isChild ? ParentOf(household, Population.Sex.Male, hasSpouse) : "",
            MotherMemberId = isChild ? ParentOf(household, Population.Sex.Female, hasSpouse) : "",
            Language = age < 2 ? Fips.V1.HomeLanguage.DoesNotSpeak : FormAnswers.Of(person.Language),
            Schooling = age < 5 ? null : FormAnswers.Of(person.Schooling),
            Health = FormAnswers.Of(person, age),
            Work = age < 10 ? null : FormAnswers.Of(person.Work, person.OtherIncome, person.Schooling.Attends),
            Incomes = { FormAnswers.IncomesOf(person) },
        };
    }

    private static string ParentOf(SimulatedHousehold household, Population.Sex sex, bool hasSpouse) =>
        household.Members[0].Sex == sex ? "1" : hasSpouse ? "2" : "";

    private static Date DateOf(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}

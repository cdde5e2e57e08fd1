namespace Vamos.Fips.Tests.Lab;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>Forms without a fault, written by hand. Each call makes new ones, so that a test may change them.</summary>
internal static class SoundForm
{
    /// <summary>The day on which the tests take place.</summary>
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>An urban family: mother and father, a daughter, a son not yet registered, and a grandmother who sees badly.</summary>
    public static IntegratedProtectionForm Household() => new()
    {
        Interview = new Interview
        {
            Date = new Date { Year = 2026, Month = 10, Day = 5 },
            Place = new Place { DistrictCode = "1116", Area = Area.Urban, Locality = "San Miguel" },
            Instrument = Instrument.Fips,
            Institution = "mds",
            FormNumber = "F-000127",
            Interviewer = "censista-14",
            Latitude = -25.51,
            Longitude = -57.55,
            RespondentMemberId = "1",
            Remarks = "Segunda visita.\nEl portón está sobre la calle lateral.",
        },
        Dwelling = Dwelling(),
        Assets = Assets(),
        Members = { Mother(), Father(), Daughter(), Son(), Grandmother() },
    };

    /// <summary>A rural household of one, without what the first has.</summary>
    public static IntegratedProtectionForm Alone()
    {
        var form = Household();
        form.Interview.Place = new Place { DistrictCode = "0607", Area = Area.Rural };
        form.Interview.RespondentMemberId = "";
        (form.Dwelling.Electricity, form.Dwelling.CookingFuel, form.Dwelling.Bathroom) = (false, CookingFuel.Firewood, BathroomKind.None);
        (form.Assets.Refrigerator, form.Assets.WashingMachine) = (false, false);
        while (form.Members.Count > 1)
            form.Members.RemoveAt(1);
        form.Members[0].PartnerMemberId = "";
        form.Members[0].MaritalStatus = MaritalStatus.Widowed;
        return form;
    }

    /// <summary>One person of the census of older adults, who was asked little.</summary>
    public static IntegratedProtectionForm OlderAdult() => new()
    {
        Interview = new Interview
        {
            Date = new Date { Year = 2014, Month = 6, Day = 30 },
            Place = new Place { DistrictCode = "0218" },
            Instrument = Instrument.OlderAdultCensus,
            Institution = "mds",
        },
        Members =
        {
            new FormMember
            {
                MemberId = "1",
                NationalId = Id("99100009"),
                Name = new PersonName { FirstGivenName = "Felicita", FirstSurname = "Ñamandú" },
                BirthDate = new Date { Year = 1938 },
            },
        },
    };

    public static NationalId Id(string number) => new() { Number = number };

    private static Dwelling Dwelling() => new()
    {
        Walls = WallMaterial.Brick,
        Floor = FloorMaterial.Tile,
        Roof = RoofMaterial.ClayTile,
        Tenure = DwellingTenure.Owned,
        Rooms = 4,
        Bedrooms = 2,
        Kitchen = true,
        CookingFuel = CookingFuel.Gas,
        Bathroom = BathroomKind.ElectricShower,
        Sanitation = SanitationKind.Cesspit,
        WaterSource = WaterSource.PublicNetwork,
        WaterSupplyPlace = WaterSupplyPlace.Inside,
        Electricity = true,
        WasteDisposal = WasteDisposal.Collected,
    };

    private static Assets Assets() => new()
    {
        MobilePhone = true,
        LandLine = false,
        Refrigerator = true,
        WashingMachine = true,
        WaterHeater = false,
        AirConditioner = false,
        Car = false,
        Truck = false,
        Motorcycle = true,
        Cattle = 0,
    };

    private static FormMember Mother() => new()
    {
        MemberId = "1",
        Kinship = Kinship.Head,
        NationalId = Id("99100001"),
        Name = new PersonName
        {
            FirstGivenName = "Concepción", OtherGivenNames = "Elvira", FirstSurname = "Núñez", SecondSurname = "Cañete", MarriedSurname = "Ozuna",
        },
        BirthDate = new Date { Year = 1988, Month = 3, Day = 14 },
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Married,
        NationalityStatus = NationalityStatus.Natural,
        Indigenous = new IndigenousStatus { Indigenous = false },
        BirthDistrictCode = "1116",
        PartnerMemberId = "2",
        Language = HomeLanguage.GuaraniAndSpanish,
        Schooling = new Schooling { Enrolled = false, Attends = false, Level = EducationLevel.Secondary, LastCourse = 3, ReasonNotAttending = "terminó" },
        Health = new HealthAnswers
        {
            Insurance = HealthInsurance.None, Condition = HealthCondition.Healthy, Pregnant = false, ReceivedCare = true, DisabilityAsked = true,
        },
        Work = new Work { Worked = true, Occupation = "costurera", Activity = "taller de costura", Status = LabourStatus.SelfEmployed },
        Incomes =
        {
            new Income { Source = IncomeSource.MainWork, Amount = 1_800_000 },
            new Income { Source = IncomeSource.Tekopora, Amount = 375_000 },
        },
        HouseholdMember = true,
    };

    private static FormMember Father() => new()
    {
        MemberId = "2",
        Kinship = Kinship.Partner,
        NationalId = Id("99100002"),
        Name = new PersonName { FirstGivenName = "Ramón", FirstSurname = "Ozuna" },
        BirthDate = new Date { Year = 1985, Month = 7, Day = 1 },
        Sex = Sex.Male,
        MaritalStatus = MaritalStatus.Married,
        NationalityStatus = NationalityStatus.Natural,
        PartnerMemberId = "1",
        Language = HomeLanguage.Guarani,
        Schooling = new Schooling { Level = EducationLevel.Basic7To9, LastCourse = 2 },
        Health = new HealthAnswers { Insurance = HealthInsurance.Ips, Condition = HealthCondition.Chronic, DisabilityAsked = true },
        Work = new Work { Worked = true, Occupation = "albañil", Activity = "construcción", Status = LabourStatus.PrivateLabourer },
        Incomes = { new Income { Source = IncomeSource.MainWork, Amount = 2_500_000 } },
    };

    private static FormMember Daughter() => new()
    {
        MemberId = "3",
        Kinship = Kinship.Child,
        NationalId = Id("99100003"),
        Name = new PersonName { FirstGivenName = "Ana", FirstSurname = "Ozuna", SecondSurname = "Núñez" },
        BirthDate = new Date { Year = 2014, Month = 2, Day = 9 },
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Single,
        FatherMemberId = "2",
        MotherMemberId = "1",
        Schooling = new Schooling { Enrolled = true, Attends = true, Level = EducationLevel.Basic1To6, LastCourse = 6 },
        Health = new HealthAnswers { Insurance = HealthInsurance.Ips, Condition = HealthCondition.Healthy, VaccinationCard = true, DisabilityAsked = true },
        Work = new Work { Worked = false, ReasonNotWorking = ReasonNotWorking.Student },
    };

    private static FormMember Son() => new()
    {
        MemberId = "4",
        Kinship = Kinship.Child,
        ProvisionalIds = { new ProvisionalId { Institution = "mspbs", Value = "RN-2026-000123" } },
        ReasonWithoutDocument = ReasonWithoutDocument.NotRegistered,
        Name = new PersonName { FirstGivenName = "José", FirstSurname = "Ozuna", SecondSurname = "Núñez" },
        BirthDate = new Date { Year = 2026, Month = 8, Day = 20 },
        Sex = Sex.Male,
        FatherMemberId = "2",
        MotherMemberId = "1",
        Health = new HealthAnswers { VaccinationCard = true },
    };

    private static FormMember Grandmother() => new()
    {
        MemberId = "5",
        Kinship = Kinship.OtherRelative,
        NationalId = new NationalId { Number = "99100005", Letter = "A" },
        Name = new PersonName { FirstGivenName = "Silveria", FirstSurname = "Cañete" },
        BirthDate = new Date { Year = 1951, Month = 11 },
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Widowed,
        Indigenous = new IndigenousStatus { Indigenous = true, People = "Avá Guaraní", Community = "Fortuna", CommunityRegistered = true },
        Language = HomeLanguage.Guarani,
        Schooling = new Schooling { Level = EducationLevel.None },
        Health = new HealthAnswers
        {
            Insurance = HealthInsurance.None,
            Condition = HealthCondition.Chronic,
            Disabilities = { DisabilityKind.LowVision, DisabilityKind.HardOfHearing },
            DisabilityCause = DisabilityCause.Age,
            NeedsHelpWith = { DailyActivity.Walking },
            DisabilityAsked = true,
        },
        Work = new Work { Worked = false, ReasonNotWorking = ReasonNotWorking.Pensioner },
        Incomes = { new Income { Source = IncomeSource.Pension, Amount = 670_000 } },
    };
}

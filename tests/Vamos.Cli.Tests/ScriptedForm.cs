namespace Vamos.Cli.Tests;

using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>A household form with something in every section of the report.</summary>
internal static class ScriptedForm
{
    private static readonly Timestamp Stored = Timestamp.FromDateTime(new DateTime(2026, 11, 20, 12, 0, 5, DateTimeKind.Utc));

    /// <summary>As somebody submits it.</summary>
    public static IntegratedProtectionForm Submitted() => new()
    {
        Interview = new Interview
        {
            Date = new Date { Year = 2026, Month = 11, Day = 18 }, Instrument = Instrument.Fips, Institution = "mds", FormNumber = "A-77",
            Place = new Place { DistrictCode = "1116", Area = Area.Urban, Locality = "Barrio San Juan" },
            Latitude = -25.5, Longitude = -57.56, RespondentMemberId = "1",
        },
        Dwelling = new Dwelling
        {
            Walls = WallMaterial.Brick, Floor = FloorMaterial.Screed, Roof = RoofMaterial.FibreCement, Rooms = 2, Bedrooms = 1, Kitchen = true,
            CookingFuel = CookingFuel.Charcoal, WaterSource = WaterSource.PublicNetwork, Electricity = true,
        },
        Assets = new Assets { MobilePhone = true, Refrigerator = true, Car = false, Cattle = 3 },
        Members =
        {
            new FormMember
            {
                MemberId = "1", Kinship = Kinship.Head, NationalId = new NationalId { Number = "99000004" },
                Name = new PersonName { FirstGivenName = "María", OtherGivenNames = "Concepción", FirstSurname = "Benítez", SecondSurname = "Núñez" },
                BirthDate = new Date { Year = 1992, Month = 3, Day = 14 }, Sex = Sex.Female, MaritalStatus = MaritalStatus.Single,
                NationalityStatus = NationalityStatus.Natural, Language = HomeLanguage.GuaraniAndSpanish,
                Schooling = new Schooling { Attends = false, Level = EducationLevel.Basic7To9, LastCourse = 3 },
                Health = new HealthAnswers { Insurance = HealthInsurance.None, Condition = HealthCondition.Healthy, Pregnant = true },
                Work = new Work { Worked = true, Status = LabourStatus.SelfEmployed, Occupation = "Vendedora" },
                Incomes = { new Income { Source = IncomeSource.MainWork, Amount = 600_000 }, new Income { Source = IncomeSource.Tekopora, Amount = 375_000 } },
            },
            new FormMember
            {
                MemberId = "2", Kinship = Kinship.Child, ReasonWithoutDocument = ReasonWithoutDocument.NeverObtained,
                ProvisionalIds = { new ProvisionalId { Institution = "mspbs", Value = "RN-1" } },
                Name = new PersonName { FirstGivenName = "Belén", FirstSurname = "Benítez" }, BirthDate = new Date { Year = 2022 }, Sex = Sex.Female,
                Health = new HealthAnswers { Disabilities = { DisabilityKind.Deaf }, DisabilityAsked = true, NeedsHelpWith = { DailyActivity.Bathing } },
            },
        },
    };

    /// <summary>As the hub gives it back.</summary>
    public static IntegratedProtectionForm Kept()
    {
        var form = Submitted();
        (form.FormId, form.Version, form.HouseholdId, form.UpdateTime) = ("F-31", 2, "H-7", Stored);
        form.Provenance = new Provenance { Institution = "mds", System = "fips", AsOf = Stored };
        form.QualityOfLifeIndex = new QualityOfLifeIndex
        {
            Value = 41.256, Area = Area.Urban, WeightsVersion = "2009.1", MissingVariables = { "waste-disposal", "toilet" },
            Contributions =
            {
                new IndexContribution { Variable = "floor", Name = "Material del piso", Category = "lecherada", Points = 2.5, Maximum = 6 },
                new IndexContribution { Variable = "overcrowding", Name = "Hacinamiento", Category = "2 por dormitorio", Points = 3.123, Maximum = 7.5 },
            },
        };
        form.Conflicts.Add(new FieldConflict
        {
            Field = "members[0].birth_date",
            Statements =
            {
                Statement("\"1992-03-14\"", "F-31", Instrument.Fips, 2026),
                Statement("\"1992-03-15\"", "F-12", Instrument.FichaHogar, 2019),
            },
        });
        form.HouseholdChanges.Add(new HouseholdChange { Kind = HouseholdChangeKind.Split, OtherHouseholdId = "H-2", FormId = "F-31", ChangeTime = Stored });
        return form;
    }

    private static FieldStatement Statement(string value, string form, Instrument instrument, int year) => new()
    {
        Value = value, FormId = form, Instrument = instrument, InterviewDate = new Date { Year = year },
        Provenance = new Provenance { Institution = "mds", System = "fips" },
    };
}

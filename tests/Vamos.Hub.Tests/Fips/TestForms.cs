namespace Vamos.Hub.Tests.Fips;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>Forms that break no rule.</summary>
internal static class TestForms
{
    private const string District = "1116";

    /// <summary>A household of a head and others with these documents; null is somebody without one.</summary>
    public static IntegratedProtectionForm Of(params string?[] numbers)
    {
        var form = new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = new Date { Year = 2026, Month = 7, Day = 1 },
                Place = new Place { DistrictCode = District, Area = Area.Urban },
                Instrument = Instrument.Fips,
                Institution = "mds",
            },
            Dwelling = new Dwelling
            {
                Walls = WallMaterial.Brick, Floor = FloorMaterial.Screed, Roof = RoofMaterial.Zinc, Tenure = DwellingTenure.Owned, Rooms = 3, Bedrooms = 2,
                Kitchen = true, CookingFuel = CookingFuel.Gas, Bathroom = BathroomKind.PlainShower, Sanitation = SanitationKind.Cesspit,
                WaterSource = WaterSource.PublicNetwork, WaterSupplyPlace = WaterSupplyPlace.Inside, Electricity = true, WasteDisposal = WasteDisposal.Collected,
            },
            Assets = new Assets { MobilePhone = true, Refrigerator = true, Motorcycle = false },
        };
        for (var i = 0; i < numbers.Length; i++)
            form.Members.Add(Member(i, numbers[i]));
        return form;
    }

    public static IntegratedProtectionForm In(this IntegratedProtectionForm form, string district)
    {
        form.Interview.Place.DistrictCode = district;
        return form;
    }

    public static IntegratedProtectionForm On(this IntegratedProtectionForm form, int year, int month, int day)
    {
        form.Interview.Date = new Date { Year = year, Month = month, Day = day };
        return form;
    }

    /// <summary>The form without what the hub sets.</summary>
    public static IntegratedProtectionForm Submitted(this IntegratedProtectionForm stored)
    {
        var form = stored.Clone();
        (form.FormId, form.HouseholdId, form.Version, form.QualityOfLifeIndex, form.Provenance, form.UpdateTime) = ("", "", 0, null, null, null);
        return form;
    }

    public static string[] Numbers(this IntegratedProtectionForm form) => [.. form.Members.Select(member => member.NationalId?.Number ?? "")];

    private static FormMember Member(int i, string? number)
    {
        var names = new[] { "Ramona", "Isidro", "Perla", "Blas", "Celsa", "Derlis", "Eulalia", "Fermín" };
        return new FormMember
        {
            MemberId = $"{i + 1}",
            Kinship = i == 0 ? Kinship.Head : Kinship.Child,
            NationalId = number is null ? null : new NationalId { Number = number },
            ReasonWithoutDocument = number is null ? ReasonWithoutDocument.NotRegistered : ReasonWithoutDocument.Unspecified,
            Name = new PersonName { FirstGivenName = names[i % names.Length], FirstSurname = $"Prueba{number ?? "Sinpapeles"}" },
            BirthDate = new Date { Year = i == 0 ? 1980 : 2005 + i, Month = 3, Day = 1 + i },
            Sex = i % 2 == 0 ? Sex.Female : Sex.Male,
            Schooling = new Schooling { Enrolled = i != 0, Attends = i != 0, Level = EducationLevel.Basic1To6 },
            Health = new HealthAnswers { Insurance = HealthInsurance.None, Condition = HealthCondition.Healthy, DisabilityAsked = true },
            Work = i == 0 ? new Work { Worked = true, Status = LabourStatus.SelfEmployed } : null,
            Incomes = { i == 0 ? [new Income { Source = IncomeSource.MainWork, Amount = 1_500_000 }] : Array.Empty<Income>() },
        };
    }
}

namespace Vamos.LoadTest.Fips;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>Households of four, the last without a document in every fifth, with everything answered that the form asks.</summary>
internal static class SampleHousehold
{
    private static readonly string[] Districts = ["1116", "0607", "1602", "0218", "1101", "0701", "0501"];
    private static readonly string[] Syllables = ["ra", "mo", "na", "is", "dro", "per", "la", "blas", "cel", "sa", "der", "lis", "eu", "fer", "min", "gla"];

    /// <summary>A form of a household.</summary>
    /// <param name="number">The household.</param>
    /// <param name="form">Which of its forms, a year apart.</param>
    public static IntegratedProtectionForm Form(int number, int form)
    {
        var filled = new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = new Date { Year = 2024 + form, Month = 1 + (number % 12), Day = 1 + (number % 28) },
                Place = new Place { DistrictCode = Districts[number % Districts.Length], Area = number % 3 == 0 ? Area.Rural : Area.Urban, Locality = "San Blas" },
                Instrument = Instrument.Fips,
                Institution = "mds",
                FormNumber = (700_000 + number).ToString(CultureInfo.InvariantCulture),
                Interviewer = "e-17",
                RespondentMemberId = "1",
            },
            Dwelling = new Dwelling
            {
                Walls = (WallMaterial)(1 + (number % 5)), Floor = (FloorMaterial)(1 + (number % 6)), Roof = (RoofMaterial)(1 + (number % 4)),
                Tenure = DwellingTenure.Owned, Rooms = 2 + (number % 4), Bedrooms = 1 + (number % 2), Kitchen = true,
                CookingFuel = (CookingFuel)(1 + (number % 3)), Bathroom = BathroomKind.PlainShower, Sanitation = (SanitationKind)(1 + (number % 4)),
                WaterSource = (WaterSource)(1 + (number % 5)), WaterSupplyPlace = WaterSupplyPlace.OnProperty,
                Electricity = true, WasteDisposal = WasteDisposal.Burnt,
            },
            Assets = new Assets
            {
                MobilePhone = true, LandLine = false, Refrigerator = number % 2 == 0, WashingMachine = number % 4 == 0, WaterHeater = false,
                AirConditioner = false, Car = false, Truck = false, Motorcycle = number % 3 == 0, Cattle = number % 7,
            },
        };
        for (var i = 0; i < 4; i++)
            filled.Members.Add(Member(number, i));
        return filled;
    }

    private static FormMember Member(int number, int i)
    {
        var document = i != 3 || number % 5 != 0;
        return new FormMember
        {
            MemberId = (i + 1).ToString(CultureInfo.InvariantCulture),
            Kinship = i == 0 ? Kinship.Head : i == 1 ? Kinship.Partner : Kinship.Child,
            NationalId = document ? new NationalId { Number = (10_000_000 + (number * 4) + i).ToString(CultureInfo.InvariantCulture) } : null,
            ReasonWithoutDocument = document ? ReasonWithoutDocument.Unspecified : ReasonWithoutDocument.NotRegistered,
            Name = new PersonName
            {
                FirstGivenName = Name((number * 4) + i), OtherGivenNames = Name((number * 4) + i + 7_919),
                FirstSurname = Name(number + 104_729), SecondSurname = Name(number + 15_485_863),
            },
            BirthDate = new Date { Year = (i < 2 ? 1960 + (number % 35) : 2006 + (number % 14)) + i, Month = 1 + ((number + i) % 12), Day = 1 + ((number + (7 * i)) % 28) },
            Sex = i % 2 == 0 ? Sex.Female : Sex.Male,
            MaritalStatus = i < 2 ? MaritalStatus.Married : MaritalStatus.Single,
            NationalityStatus = NationalityStatus.Natural,
            PartnerMemberId = i == 0 ? "2" : i == 1 ? "1" : "",
            MotherMemberId = i < 2 ? "" : "1",
            FatherMemberId = i < 2 ? "" : "2",
            Language = HomeLanguage.GuaraniAndSpanish,
            Schooling = new Schooling { Enrolled = i > 1, Attends = i > 1, Level = i < 2 ? EducationLevel.Basic1To6 : EducationLevel.None },
            Health = new HealthAnswers { Insurance = HealthInsurance.None, Condition = HealthCondition.Healthy, VaccinationCard = true, DisabilityAsked = true },
            Work = i == 0 ? new Work { Worked = true, Occupation = "agricultora", Status = LabourStatus.SelfEmployed } : null,
            Incomes = { i == 0 ? [new Income { Source = IncomeSource.MainWork, Amount = 1_200_000 + (number % 900) }] : Array.Empty<Income>() },
        };
    }

    // spread so that names are about as common as they are in a country
    private static string Name(int seed)
    {
        var bits = unchecked((uint)seed * 2_654_435_761) >> 20;
        return Syllables[bits & 15] + Syllables[(bits >> 4) & 15] + Syllables[(bits >> 8) & 15];
    }
}

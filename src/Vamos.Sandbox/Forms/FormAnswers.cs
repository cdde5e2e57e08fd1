namespace Vamos.Sandbox.Forms;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;
using Vamos.Sandbox.Population;

/// <summary>What the simulation knows, in the answers of the form.</summary>
internal static class FormAnswers
{
    // the form counts courses within their level
    private const int GradesBeforeSeventh = 6;

    public static Fips.V1.Dwelling Of(Population.Dwelling dwelling) => new()
    {
        Walls = dwelling.Walls switch
        {
            Walls.Stakes => WallMaterial.Wattle,
            Walls.Adobe => WallMaterial.Adobe,
            Walls.Wood => WallMaterial.Wood,
            Walls.Brick => WallMaterial.Brick,
            _ => WallMaterial.Waste,
        },
        Floor = FloorMaterial.Earth + (int)dwelling.Floor,
        Roof = RoofMaterial.Thatch + (int)dwelling.Roof,
        Tenure = DwellingTenure.Owned + (int)dwelling.Tenure,
        Rooms = dwelling.Rooms,
        Bedrooms = dwelling.Bedrooms,
        Kitchen = dwelling.HasKitchen,
        CookingFuel = dwelling.Fuel == Fuel.Electricity ? CookingFuel.Electricity : CookingFuel.Firewood + (int)dwelling.Fuel,
        Bathroom = BathroomKind.None - (int)dwelling.Bathroom,
        Sanitation = dwelling.Sanitation switch
        {
            Sanitation.SewerToilet => SanitationKind.Sewer,
            Sanitation.CesspitToilet => SanitationKind.Cesspit,
            Sanitation.MunicipalLatrine => SanitationKind.MunicipalPrivy,
            Sanitation.Latrine => SanitationKind.Latrine,
            _ => SanitationKind.None,
        },
        WaterSource = dwelling.WaterSource switch
        {
            Population.WaterSource.PublicNetwork => Fips.V1.WaterSource.PublicNetwork,
            Population.WaterSource.PrivateNetwork => Fips.V1.WaterSource.PrivateNetwork,
            Population.WaterSource.PumpedWell => Fips.V1.WaterSource.PumpedWell,
            Population.WaterSource.Well => Fips.V1.WaterSource.Well,
            Population.WaterSource.Spring => Fips.V1.WaterSource.Spring,
            _ => Fips.V1.WaterSource.River,
        },
        WaterSupplyPlace = WaterSupplyPlace.Inside + (int)dwelling.WaterSupply,
        Electricity = dwelling.HasElectricity,
        WasteDisposal = dwelling.Waste switch
        {
            Waste.Lorry => WasteDisposal.Collected,
            Waste.Cart => WasteDisposal.Cart,
            Waste.Burnt => WasteDisposal.Burnt,
            Waste.Pit => WasteDisposal.Pit,
            _ => WasteDisposal.Yard,
        },
    };

    public static Fips.V1.Assets Of(Population.Assets assets, int cattle) => new()
    {
        MobilePhone = assets.MobilePhone,
        LandLine = assets.Landline,
        Refrigerator = assets.Refrigerator,
        WashingMachine = assets.WashingMachine,
        WaterHeater = assets.WaterHeater,
        AirConditioner = assets.AirConditioner,
        Car = assets.Car,
        Truck = assets.Lorry,
        Motorcycle = assets.Motorcycle,
        Cattle = cattle,
    };

    public static Vamos.Beneficiary.V1.Kinship Of(Population.Kinship kinship) => kinship switch
    {
        Population.Kinship.Head => Vamos.Beneficiary.V1.Kinship.Head,
        Population.Kinship.Spouse => Vamos.Beneficiary.V1.Kinship.Partner,
        Population.Kinship.Child => Vamos.Beneficiary.V1.Kinship.Child,
        Population.Kinship.Grandchild => Vamos.Beneficiary.V1.Kinship.Grandchild,
        Population.Kinship.OtherRelative => Vamos.Beneficiary.V1.Kinship.OtherRelative,
        _ => Vamos.Beneficiary.V1.Kinship.NotRelated,
    };

    public static MaritalStatus Of(CivilStatus status) => status switch
    {
        CivilStatus.Unmarried => MaritalStatus.Single,
        CivilStatus.Married => MaritalStatus.Married,
        CivilStatus.Widowed => MaritalStatus.Widowed,
        _ => MaritalStatus.Divorced,
    };

    public static Fips.V1.HomeLanguage Of(Population.HomeLanguage language) => Fips.V1.HomeLanguage.Guarani + (int)language;

    public static Fips.V1.Schooling Of(Population.Schooling schooling)
    {
        var answer = new Fips.V1.Schooling
        {
            Enrolled = schooling.Attends,
            Attends = schooling.Attends,
            Level = schooling.Level switch
            {
                SchoolLevel.None => EducationLevel.None,
                SchoolLevel.Preschool => EducationLevel.Initial,
                SchoolLevel.BasicFirstToSixth => EducationLevel.Basic1To6,
                SchoolLevel.BasicSeventhToNinth => EducationLevel.Basic7To9,
                SchoolLevel.Secondary => EducationLevel.Secondary,
                _ => EducationLevel.University,
            },
        };
        if (schooling.LastGrade > 0)
            answer.LastCourse = schooling.LastGrade - (schooling.Level == SchoolLevel.BasicSeventhToNinth ? GradesBeforeSeventh : 0);
        return answer;
    }

    public static HealthAnswers Of(SimulatedPerson person, int age)
    {
        var health = person.Health;
        var answer = new HealthAnswers
        {
            Insurance = health.Insurance switch
            {
                Insurance.Ips => HealthInsurance.Ips,
                Insurance.Private => HealthInsurance.PrivatePersonal,
                Insurance.MilitaryOrPolice => HealthInsurance.MilitaryPolice,
                _ => HealthInsurance.None,
            },
            Condition = (health.WasIll, health.HasChronicIllness) switch
            {
                (true, true) => HealthCondition.IllAndChronic,
                (true, false) => HealthCondition.Ill,
                (false, true) => HealthCondition.Chronic,
                _ => HealthCondition.Healthy,
            },
            DisabilityAsked = true,
        };
        if (person.Sex == Population.Sex.Female && age >= 10)
            answer.Pregnant = person.IsPregnant;
        if (health.WasIll)
            answer.ReceivedCare = health.WasTreated;
        if (health.Vaccination != Vaccination.NotAsked)
            answer.VaccinationCard = health.Vaccination == Vaccination.Complete;
        if (person.Disability is { } disability)
        {
            answer.Disabilities.Add(disability.Impairment switch
            {
                Impairment.Paralysis => DisabilityKind.Paralysis,
                Impairment.Deafness => DisabilityKind.Deaf,
                Impairment.Blindness => DisabilityKind.Blind,
                Impairment.ReducedSight => DisabilityKind.LowVision,
                _ => DisabilityKind.Intellectual,
            });
            answer.DisabilityCause = DisabilityCause.Illness;
            if (disability.IsSevere)
                answer.NeedsHelpWith.Add([DailyActivity.Walking, DailyActivity.Bathing]);
        }

        return answer;
    }

    public static Fips.V1.Work Of(Population.Work? work, OtherIncome other, bool studies) => work is null
        ? new Fips.V1.Work
        {
            Worked = false,
            ReasonNotWorking = other.Retirement > 0 ? ReasonNotWorking.Retired : studies ? ReasonNotWorking.Student : ReasonNotWorking.Housework,
        }
        : new Fips.V1.Work
        {
            Worked = true,
            Occupation = work.Occupation,
            Status = work.Relation switch
            {
                WorkRelation.PublicEmployee => LabourStatus.PublicEmployee,
                WorkRelation.PrivateEmployee => LabourStatus.PrivateEmployee,
                WorkRelation.PrivateLabourer => LabourStatus.PrivateLabourer,
                WorkRelation.Employer => LabourStatus.Employer,
                WorkRelation.OwnAccount => LabourStatus.SelfEmployed,
                WorkRelation.Unpaid => LabourStatus.Unpaid,
                _ => LabourStatus.Domestic,
            },
        };

    public static IEnumerable<Income> IncomesOf(SimulatedPerson person)
    {
        var tekopora = person.Enrolments.Where(enrolment => enrolment is { Programme: Programme.Tekopora, State: EnrolmentState.Active })
            .Sum(enrolment => enrolment.Amount);
        (IncomeSource Source, long Amount)[] incomes =
        [
            (IncomeSource.MainWork, person.Work?.MonthlyIncome ?? 0),
            (IncomeSource.Rent, person.OtherIncome.Rent),
            (IncomeSource.FamilyInCountry, person.OtherIncome.Family),
            (IncomeSource.Retirement, person.OtherIncome.Retirement),
            (IncomeSource.Pension, person.OtherIncome.Pension),
            (IncomeSource.Tekopora, tekopora),
        ];
        return incomes.Where(income => income.Amount > 0).Select(income => new Income { Source = income.Source, Amount = income.Amount });
    }
}

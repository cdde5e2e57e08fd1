namespace Vamos.Fips.Tests.Lab;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Fips.V1;

/// <summary>A form without errors drawn from a seed: up to a dozen members, unanswered questions, partial dates, people without documents, odd names.</summary>
internal sealed class GeneratedForm
{
    private static readonly string[] GivenNames =
    [
        "María", "José", "Ña Ñeca", "Ángel", "no", "Null", "true", "~", "G̃uahu'i", "- Luz", "# Sol", "Año: 1", "\"Tito\"",
        "O\\Neill", "李", "😀", "  Eva", "0123",
    ];

    private static readonly string[] Surnames =
    [
        "Benítez", "Cañete", "D'Ecclesiis", "Yes", "1e3", "[Ruiz]", "{Paz}", "&Co", "*", "Peña y Lillo", "2026-01-31", "!x", "%", "@",
    ];

    private readonly Random _random;
    private readonly IntegratedProtectionForm _form = new();
    private DateOnly _day;

    private GeneratedForm(int seed) => _random = new Random(seed);

    public static IntegratedProtectionForm Of(int seed)
    {
        var form = new GeneratedForm(seed);
        form.Fill(seed);
        return form._form;
    }

    private void Fill(int seed)
    {
        _day = SoundForm.Today.AddDays(-_random.Next(0, 4000));
        var districts = TerritoryCatalogue.Paraguay.Districts;
        _form.Interview = new Interview
        {
            Date = Date.From(_day),
            Place = new Place { DistrictCode = districts[_random.Next(districts.Length)].Code, Area = Known<Area>(), Locality = Pick("", "Km 14", "yes") },
            Instrument = Known<Instrument>(),
            Institution = Pick("mds", "utgs", "dgeec-2"),
            FormNumber = Pick("", "007", "F-1", "1e5"),
            Remarks = Pick("", "Dos\nlíneas: #1\t- fin ", "'", " \\ "),
        };
        if (Chance(2))
            (_form.Interview.Latitude, _form.Interview.Longitude) = (-27 + (_random.NextDouble() * 7), -62 + (_random.NextDouble() * 7));
        _form.Dwelling = Maybe(Dwelling) ?? new Dwelling();
        _form.Assets = Maybe(Assets);

        var head = Add(Kinship.Head, 20, 85, seed);
        var partner = Chance(2) ? Add(Kinship.Partner, 20, 85, seed) : null;
        if (partner is not null)
            (head.PartnerMemberId, partner.PartnerMemberId, head.MaritalStatus, partner.MaritalStatus) =
                (partner.MemberId, head.MemberId, MaritalStatus.Partnered, MaritalStatus.Married);
        var oldest = AgeOf(head) - 15;
        for (var i = _random.Next(6); i > 0 && oldest > 0; i--)
        {
            var child = Add(Kinship.Child, 0, oldest, seed);
            if (Chance(2))
                (child.FatherMemberId, child.MotherMemberId) = head.Sex == Sex.Male ? (head.MemberId, "") : ("", head.MemberId);
        }

        for (var i = _random.Next(4); i > 0; i--)
            Add(Pick(Kinship.OtherRelative, Kinship.NotRelated, Kinship.ChildInLaw, Kinship.DomesticWorker), 0, 100, seed);
        _form.Interview.RespondentMemberId = Chance(3) ? "" : head.MemberId;
    }

    private FormMember Add(Kinship kinship, int youngest, int oldest, int seed)
    {
        var number = _form.Members.Count + 1;
        var age = _random.Next(youngest, oldest + 1);
        var member = new FormMember
        {
            MemberId = Pick($"{number}", $"m-{number}", $"0{number}"),
            Kinship = kinship,
            Name = new PersonName { FirstGivenName = Pick(GivenNames), FirstSurname = Pick(Surnames), SecondSurname = Chance(2) ? Pick(Surnames) : "" },
            BirthDate = Date.From(_day.AddYears(-age).AddDays(-_random.Next(0, 360))),
            Sex = Known<Sex>(),
            NationalityStatus = Any<NationalityStatus>(),
            Language = Any<HomeLanguage>(),
            BirthDistrictCode = Pick("", "0000", "1116"),
        };
        if (Chance(8))
            (member.BirthDate.Day, member.BirthDate.Month) = (0, Chance(2) ? 0 : member.BirthDate.Month);
        if (Chance(6))
            (member.ReasonWithoutDocument, member.NationalityStatus) = (Known<ReasonWithoutDocument>(), NationalityStatus.Unspecified);
        else
            member.NationalId = new NationalId
            {
                Number = $"{99_000_000 + (seed % 90_000 * 11) + number}", Letter = Pick("", "", "", "A"), CountryCode = Pick("", "PY"),
            };
        if (Chance(6))
            member.ProvisionalIds.Add(new ProvisionalId { Institution = "mspbs", Value = $"00{number}" });
        if (Chance(3))
            member.Indigenous = new IndigenousStatus { Indigenous = true, People = "Mbyá", CommunityRegistered = Chance(2) };
        if (Chance(5))
            member.HouseholdMember = true;
        member.Schooling = Maybe(() => Schooling(age));
        member.Health = Maybe(() => Health(member, age));
        member.Work = Maybe(() => Chance(2) && age > 15
            ? new Work { Worked = true, Status = Known<LabourStatus>(), Occupation = Pick("", "agricultor") }
            : new Work { Worked = false, ReasonNotWorking = ReasonNotWorking.Other });
        foreach (var source in System.Enum.GetValues<IncomeSource>().Where(source => source != IncomeSource.Unspecified && Chance(10)))
            member.Incomes.Add(new Income { Source = source, Amount = _random.NextInt64(0, 9_000_000) });
        _form.Members.Add(member);
        return member;
    }

    private Dwelling Dwelling()
    {
        var dwelling = new Dwelling
        {
            Walls = Any<WallMaterial>(), Floor = Any<FloorMaterial>(), Roof = Any<RoofMaterial>(), Tenure = Any<DwellingTenure>(),
            CookingFuel = Any<CookingFuel>(), Bathroom = Any<BathroomKind>(), Sanitation = Any<SanitationKind>(), WaterSource = Any<WaterSource>(),
            WaterSupplyPlace = Any<WaterSupplyPlace>(), WasteDisposal = Any<WasteDisposal>(),
        };
        if (Chance(2))
            (dwelling.Rooms, dwelling.Bedrooms) = (_random.Next(4, 9), _random.Next(0, 4));
        if (Chance(2))
            (dwelling.Kitchen, dwelling.Electricity) = (Chance(2), Chance(2));
        return dwelling;
    }

    private Assets Assets()
    {
        var assets = new Assets { MobilePhone = Chance(2), Refrigerator = Chance(2), Car = Chance(2) };
        if (Chance(2))
            assets.Cattle = _random.Next(0, 40);
        return assets;
    }

    private Schooling Schooling(int age)
    {
        var schooling = new Schooling { Level = age > 20 ? Known<EducationLevel>() : EducationLevel.Unspecified };
        if (Chance(2))
            (schooling.Enrolled, schooling.Attends) = (true, Chance(2));
        if (schooling.Level is not (EducationLevel.None or EducationLevel.Unspecified) && Chance(2))
            schooling.LastCourse = _random.Next(1, 4);
        return schooling;
    }

    private HealthAnswers Health(FormMember member, int age)
    {
        var health = new HealthAnswers { Insurance = Any<HealthInsurance>(), Condition = Any<HealthCondition>(), DisabilityAsked = Chance(2) };
        if (Chance(2))
            health.Pregnant = member.Sex == Sex.Female && age is > 15 and < 45 && Chance(5);
        if (health.DisabilityAsked && Chance(3))
            health.DisabilityCause = Any<DisabilityCause>();
        if (health.DisabilityCause != DisabilityCause.Unspecified)
            health.Disabilities.Add([DisabilityKind.Deaf, DisabilityKind.Other]);
        if (Chance(6))
            health.NeedsHelpWith.Add(Known<DailyActivity>());
        return health;
    }

    private int AgeOf(FormMember member) => _day.Year - member.BirthDate.Year;

    private bool Chance(int of) => _random.Next(of) == 0;

    private T? Maybe<T>(Func<T> make) where T : class => Chance(5) ? null : make();

    private T Any<T>() where T : struct, System.Enum => Pick(System.Enum.GetValues<T>());

    private T Known<T>() where T : struct, System.Enum => Pick(System.Enum.GetValues<T>()[1..]);

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}

namespace Vamos.Programmes.Tests.Facts;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>A person's facts drawn from a seed, with everything that facts can be: partial dates, contradictions, holes, silence.</summary>
internal sealed class GeneratedFacts(int seed)
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly string[] Institutions = ["mds", "mec", "mspbs", "mtess"];

    private static readonly FactKind[] Kinds = [.. System.Enum.GetValues<FactKind>().Where(k => k != FactKind.Unspecified)];

    private readonly Random _random = new(seed);

    public static PersonFacts Of(int seed) => Make(AnswersOf(seed), OffersOf(seed));

    public static PersonFacts Make(IReadOnlyList<SourceAnswer> answers, FactOffers offers) =>
        PersonFacts.Of(new NationalId { Number = "99000000" }, answers, offers);

    public static FactOffers OffersOf(int seed)
    {
        var random = new Random(seed / 2);
        return new FactOffers(Institutions.Select(i => KeyValuePair.Create(i, FactKindSet.Of([.. Kinds.Where(_ => random.Next(3) != 0)]))));
    }

    public static List<SourceAnswer> AnswersOf(int seed)
    {
        var (facts, offers) = (new GeneratedFacts(seed), OffersOf(seed));
        return [.. Institutions.Select(institution => facts.Answer(institution)).Select(answer => Offered(answer, offers))];
    }

    // Nobody gives what he does not offer: the hub asks for nothing else.
    private static SourceAnswer Offered(SourceAnswer answer, FactOffers offers)
    {
        var kinds = offers.ByInstitution.Single(o => o.Institution == answer.Status.Institution).Kinds;
        if (answer.Records is not { } records)
            return answer;
        if (!kinds.Contains(FactKind.Person))
            records.Person = null;
        Keep(FactKind.Enrollment, records.Enrollments);
        Keep(FactKind.Employment, records.Employment);
        Keep(FactKind.Coverage, records.Coverage);
        Keep(FactKind.Immunization, records.Immunizations);
        Keep(FactKind.Household, records.Households);
        Keep(FactKind.Retirement, records.RetirementBenefits);
        Keep(FactKind.Disability, records.DisabilityCertificates);
        Keep(FactKind.Pregnancy, records.Pregnancies);
        Keep(FactKind.Schooling, records.SchoolEnrollments);
        Keep(FactKind.Nutrition, records.NutritionAssessments);
        Keep(FactKind.Livestock, records.Livestock);
        return answer;

        void Keep<T>(FactKind kind, Google.Protobuf.Collections.RepeatedField<T> facts)
        {
            if (!kinds.Contains(kind))
                facts.Clear();
        }
    }

    /// <summary>The same answers with one source silent.</summary>
    public static List<SourceAnswer> Without(IReadOnlyList<SourceAnswer> answers, int silent) =>
        [.. answers.Select((answer, i) => i == silent ? Silent(answer.Status.Institution, SourceState.TimedOut) : answer)];

    private static SourceAnswer Silent(string institution, SourceState state) =>
        new(new SourceStatus { Institution = institution, State = state }, null);

    private SourceAnswer Answer(string institution)
    {
        var state = _random.Next(12) switch { 0 => SourceState.NotFound, 1 => SourceState.Unavailable, 2 => SourceState.TimedOut, _ => SourceState.Ok };
        if (state != SourceState.Ok)
            return Silent(institution, state);
        var records = new PersonRecords { Found = true };
        var from = new Provenance { Institution = institution };
        if (_random.Next(4) == 0)
            from.AsOf = Timestamp.FromDateTime(Today.AddDays(_random.Next(-900, 30)).ToDateTime(default, DateTimeKind.Utc));
        if (_random.Next(4) != 0)
            records.Person = Who(from);
        Some(() => records.Enrollments.Add(new Enrollment
        {
            ProgrammeCode = Pick("tekopora", "abrazo", "pension-adultos-mayores", "tenondera", "tekoha"), Status = Pick<EnrollmentStatus>(),
            StartDate = Day(4_000), EndDate = Rarely(() => Day(1_000)), Instalment = _random.Next(60, 80), Provenance = from,
        }));
        Some(() => records.Employment.Add(new EmploymentRecord
        {
            StartDate = Day(4_000), EndDate = Rarely(() => Day(1_000)), Provenance = from,
        }), rarely: true);
        Some(() => records.Coverage.Add(new SocialSecurityCoverage
        {
            Role = Pick<CoverageRole>(), StartDate = Day(4_000), EndDate = Rarely(() => Day(900)), Provenance = from,
        }), rarely: true);
        Some(() => records.RetirementBenefits.Add(new RetirementBenefit
        {
            Kind = Pick<RetirementBenefitKind>(), StartDate = Day(4_000), Provenance = from,
        }), rarely: true);
        Some(() => records.DisabilityCertificates.Add(new DisabilityCertificate
        {
            Degree = Pick<DisabilityDegree>(), ValidFrom = Day(4_000), ValidUntil = Rarely(() => Day(900)), Provenance = from,
        }));
        Some(() => records.Pregnancies.Add(new PregnancyRecord
        {
            NotedDate = Day(700), DueDate = Rarely(() => Day(400)), EndDate = Rarely(() => Day(400)), Provenance = from,
        }));
        Some(() => records.NutritionAssessments.Add(new NutritionAssessment { Finding = Pick<NutritionFinding>(), Date = Day(700), Provenance = from }));
        Some(() => records.Livestock.Add(new LivestockHolding { Cattle = _random.Next(25, 35), Date = Day(900), Provenance = from }));
        Some(() => records.SchoolEnrollments.Add(new SchoolEnrollment
        {
            Year = _random.Next(2025, 2028), PubliclyFunded = _random.Next(2) == 0, Provenance = from,
        }));
        Some(() => records.Households.Add(Form(from)));
        Some(() => records.Immunizations.Add(new ImmunizationRecord
        {
            VaccineSystem = _random.Next(6) == 0 ? "" : "http://hl7.org/fhir/sid/cvx", VaccineCode = Pick("102", "19", "10", ""),
            DoseNumber = _random.Next(5), NotGiven = _random.Next(9) == 0, OccurrenceDate = Rarely(() => Day(900)), Provenance = from,
        }));
        Some(() => records.Issues.Add(new RecordIssue { Kind = Pick<FactKind>() }), rarely: true);
        var told = records.Issues.Count == 0 ? SourceState.Ok : SourceState.Partial;
        return new SourceAnswer(new SourceStatus { Institution = institution, State = told }, records);
    }

    private Person Who(Provenance from)
    {
        // Most of the time sources agree, so that verdicts other than "undetermined" come up.
        var shared = new Random(seed + 1);
        var birth = Today.AddDays(-shared.Next(0, 30_000));
        return new Person
        {
            BirthDate = _random.Next(8) == 0 ? Day(30_000) : Date.From(birth),
            NationalityStatus = _random.Next(8) == 0 ? Pick<NationalityStatus>() : NationalityStatus.Natural,
            ResidentSince = Rarely(() => Day(12_000)),
            MaritalStatus = (MaritalStatus)shared.Next(7),
            Sex = _random.Next(8) == 0 ? Pick<Sex>() : (Sex)shared.Next(1, 3),
            Indigenous = _random.Next(4) == 0 ? null : new IndigenousStatus { Indigenous = shared.Next(2) == 0, CommunityRegistered = shared.Next(2) == 0 },
            Death = _random.Next(20) == 0 ? new Death { Date = Rarely(() => Day(900)), Provenance = from } : null,
            Provenance = from,
        };
    }

    private HouseholdRecord Form(Provenance from)
    {
        var form = new HouseholdRecord { InterviewDate = Day(900), Provenance = from };
        if (_random.Next(5) != 0)
            form.QualityOfLifeIndex = _random.Next(200, 600) / 10.0;
        for (var i = _random.Next(5); i > 0; i--)
        {
            var member = new HouseholdMember { BirthDate = Day(20_000), Sex = Pick<Sex>(), NationalId = Rarely(() => new NationalId { Number = "99000000" }) };
            if (_random.Next(4) != 0)
                (member.Pregnant, member.Disability, member.AttendsSchool) = (_random.Next(6) == 0, _random.Next(6) == 0, _random.Next(2) == 0);
            if (_random.Next(3) != 0)
                member.MonthlyIncome = _random.Next(2) * 500_000;
            form.Members.Add(member);
        }

        if (_random.Next(3) != 0)
        {
            var conditions = form.LivingConditions = new LivingConditions { SafeWater = _random.Next(2) == 0, PeoplePerBedroom = _random.Next(5) };
            if (_random.Next(3) != 0)
                (conditions.SafeSanitation, conditions.Electricity, conditions.LastingDwelling) = (_random.Next(2) == 0, true, _random.Next(2) == 0);
        }

        return form;
    }

    private void Some(Action add, bool rarely = false)
    {
        for (var i = _random.Next(rarely ? 6 : 3); i is > 0 and < 3; i--)
            add();
    }

    private T? Rarely<T>(Func<T> make) where T : class => _random.Next(3) == 0 ? make() : null;

    private Date Day(int ago)
    {
        var date = Date.From(Today.AddDays(-_random.Next(-40, ago)));
        switch (_random.Next(12))
        {
            case 0:
                date.Day = 0;
                break;
            case 1:
                (date.Month, date.Day) = (0, 0);
                break;
            case 2 when _random.Next(5) == 0:
                date.Month = 13;
                break;
        }

        return date;
    }

    private T Pick<T>() where T : struct, System.Enum => Pick(System.Enum.GetValues<T>());

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}

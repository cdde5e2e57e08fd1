namespace Vamos.Programmes.Tests.Tables;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>
/// Facts as the decision tables write them: words divided by <c>;</c>. A word is of the institution that keeps such facts in the exchange, or of
/// another with <c>word@institution</c>. Words of a row take the place of those of the table's base with the same beginning; <c>no word</c> removes them.
/// </summary>
internal sealed class FactsText
{
    public const string Person = "99000000";

    private static readonly Dictionary<string, FactKind[]> Offers = new()
    {
        ["mds"] =
        [
            FactKind.Person, FactKind.Enrollment, FactKind.Household, FactKind.Coverage, FactKind.Retirement, FactKind.Disability, FactKind.Pregnancy,
            FactKind.Livestock,
        ],
        ["mspbs"] = [FactKind.Person, FactKind.Immunization, FactKind.Coverage, FactKind.Pregnancy, FactKind.Nutrition],
        ["mtess"] = [FactKind.Employment],
    };

    private readonly SortedDictionary<string, PersonRecords> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceState> _states = [];
    private readonly Dictionary<string, FactKind[]> _offers = new(Offers);

    private FactsText()
    {
    }

    public static PersonFacts Of(string words, string @base = "")
    {
        var own = Split(words);
        var replaced = own.Select(word => Key(word.StartsWith("no ", StringComparison.Ordinal) ? word[3..] : word)).ToHashSet();
        var text = new FactsText();
        foreach (var word in Split(@base).Where(word => !replaced.Contains(Key(word))))
            text.Take(word);
        foreach (var word in own.Where(word => !word.StartsWith("no ", StringComparison.Ordinal)))
            text.Take(word);
        return text.Facts();
    }

    public static Date Day(string iso)
    {
        var parts = iso.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Date { Year = parts[0], Month = parts.ElementAtOrDefault(1), Day = parts.ElementAtOrDefault(2) };
    }

    private static string[] Split(string words) => words.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Key(string word) => word.Split(' ')[0];

    private PersonFacts Facts()
    {
        var answers = _offers.Keys.Order(StringComparer.Ordinal).Select(institution =>
        {
            var records = _records.GetValueOrDefault(institution);
            var answered = records is null ? SourceState.NotFound : records.Issues.Count != 0 ? SourceState.Partial : SourceState.Ok;
            var state = _states.GetValueOrDefault(institution, answered);
            return new SourceAnswer(new SourceStatus { Institution = institution, State = state }, state == answered ? records : null);
        });
        var offers = new FactOffers(_offers.Select(o => KeyValuePair.Create(o.Key, FactKindSet.Of(o.Value))));
        return PersonFacts.Of(new NationalId { Number = Person }, [.. answers], offers);
    }

    private void Take(string word)
    {
        var parts = word.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (name, institution) = parts[0].Split('@') is [var n, var i] ? (n, i) : (parts[0], "");
        var rest = parts[1..];
        PersonRecords At(string usual) => Records(institution.Length == 0 ? usual : institution);
        Provenance From(string usual) => new() { Institution = institution.Length == 0 ? usual : institution };
        Person Who() => At("mds").Person ??= new Person { NationalId = new NationalId { Number = Person }, Provenance = From("mds") };
        var (start, end) = Range(rest);
        switch (name)
        {
            case "silent":
                _states[rest[0]] = SourceState.TimedOut;
                break;
            case "offers":
                _offers[rest[0]] = [.. _offers.GetValueOrDefault(rest[0], []), .. rest[1..].Select(Kind)];
                break;
            case "hole":
                Records(rest[0]).Issues.Add(new RecordIssue { Kind = rest.Length == 1 ? FactKind.Unspecified : Kind(rest[1]) });
                break;
            case "born":
                Who().BirthDate = Day(rest[0]);
                break;
            case "sex":
                Who().Sex = System.Enum.Parse<Sex>(rest[0], ignoreCase: true);
                break;
            case "dose":
                At("mspbs").Immunizations.Add(Dose(rest, start, From("mspbs")));
                break;
            case "natural":
                Who().NationalityStatus = NationalityStatus.Natural;
                break;
            case "naturalised" or "foreign":
                Who().NationalityStatus = name == "foreign" ? NationalityStatus.Foreign : NationalityStatus.Naturalised;
                Who().ResidentSince = start;
                break;
            case "indigenous":
                Who().Indigenous = new IndigenousStatus { Indigenous = rest is not ["not"] };
                if (rest is ["registered"] or ["unregistered"])
                    Who().Indigenous.CommunityRegistered = rest[0] == "registered";
                break;
            case "marital":
                Who().MaritalStatus = System.Enum.Parse<MaritalStatus>(rest[0], ignoreCase: true);
                break;
            case "dead":
                Who().Death = new Death { Date = start, Provenance = Told(rest, From("mds")) };
                break;
            case "certificate":
                At("mds").DisabilityCertificates.Add(new DisabilityCertificate
                {
                    Degree = System.Enum.Parse<DisabilityDegree>(rest[0], ignoreCase: true), ValidFrom = start, ValidUntil = end, Provenance = From("mds"),
                });
                break;
            case "salary":
                At("mtess").Employment.Add(new EmploymentRecord { StartDate = start, EndDate = end, Provenance = Told(rest, From("mtess")) });
                break;
            case "retirement":
                At("mds").RetirementBenefits.Add(new RetirementBenefit
                {
                    Payer = "IPS", Kind = RetirementBenefitKind.Retirement, StartDate = start, EndDate = end, Provenance = Told(rest, From("mds")),
                });
                break;
            case "contributor" or "dependant" or "insured":
                At("mds").Coverage.Add(new SocialSecurityCoverage
                {
                    Insurer = "IPS",
                    Role = name switch { "contributor" => CoverageRole.Contributor, "dependant" => CoverageRole.Dependant, _ => CoverageRole.Retired },
                    StartDate = start, EndDate = end, Provenance = Told(rest, From("mds")),
                });
                break;
            case "cattle":
                At("mds").Livestock.Add(new LivestockHolding { Cattle = Number(rest[0]), Date = start, Provenance = From("mds") });
                break;
            case "form":
                At("mds").Households.Add(Form(rest, From("mds")));
                break;
            case "enrolled":
                At("mds").Enrollments.Add(Enrolment(rest, start, end, Told(rest, From("mds"))));
                break;
            case "pregnancy":
                At("mspbs").Pregnancies.Add(new PregnancyRecord
                {
                    NotedDate = start, DueDate = After(rest, "due"), EndDate = After(rest, "ended"), Provenance = From("mspbs"),
                });
                break;
            case "nutrition":
                At("mspbs").NutritionAssessments.Add(new NutritionAssessment
                {
                    Finding = System.Enum.Parse<NutritionFinding>(rest[0].Replace("-", ""), ignoreCase: true), Date = start, Provenance = From("mspbs"),
                });
                break;
            case "school":
                var enrolment = new SchoolEnrollment { Year = Number(rest[0]), Provenance = From("mec") };
                if (rest.Length > 1)
                    enrolment.PubliclyFunded = rest[1] == "public";
                At("mec").SchoolEnrollments.Add(enrolment);
                break;
            default:
                throw new FormatException($"The tables do not know the word '{name}'.");
        }
    }

    // 2020-01-01..2024-12-31, 2020.., ..2024, or a day alone
    private static (Date? Start, Date? End) Range(string[] rest)
    {
        foreach (var part in rest)
        {
            if (part.Contains("..", StringComparison.Ordinal))
                return part.Split("..") is [var from, var until] ? (from.Length == 0 ? null : Day(from), until.Length == 0 ? null : Day(until)) : default;
        }

        return (After(rest, "on") ?? After(rest, "since"), null);
    }

    private static Date? After(string[] rest, string word) =>
        Array.IndexOf(rest, word) is >= 0 and var at && at + 1 < rest.Length ? Day(rest[at + 1]) : null;

    // the day for which the source states it
    private static Provenance Told(string[] rest, Provenance provenance)
    {
        if (After(rest, "told") is { } day && day.TryToDateOnly(out var date))
            provenance.AsOf = Timestamp.FromDateTime(date.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc));
        return provenance;
    }

    private static Enrollment Enrolment(string[] rest, Date? start, Date? end, Provenance provenance)
    {
        var enrolment = new Enrollment
        {
            ProgrammeCode = rest[0],
            Status = System.Enum.Parse<EnrollmentStatus>(rest[1], ignoreCase: true),
            StartDate = start,
            EndDate = end,
            Provenance = provenance,
        };
        if (Array.IndexOf(rest, "instalment") is >= 0 and var at)
            enrolment.Instalment = Number(rest[at + 1]);
        if (Array.IndexOf(rest, "payee") is >= 0 and var payee)
            enrolment.Payee = new NationalId { Number = rest[payee + 1] };
        return enrolment;
    }

    // form on 2026-01-01 icv 40.5 child:2010-01-01 pregnant:1990-01-01 disabled:1970-01-01 adult:1980-01-01 unasked:1980-01-01 self:2015-01-01:attends:income0 water=yes bedroom=2.5
    private static HouseholdRecord Form(string[] rest, Provenance provenance)
    {
        var form = new HouseholdRecord { HouseholdId = "FH1", Instrument = "ficha-hogar", InterviewDate = After(rest, "on"), Provenance = provenance };
        if (Array.IndexOf(rest, "icv") is >= 0 and var at)
            form.QualityOfLifeIndex = double.Parse(rest[at + 1], CultureInfo.InvariantCulture);
        foreach (var parts in rest.Where(part => part.Contains(':')).Select(part => part.Split(':')))
        {
            var member = new HouseholdMember { BirthDate = parts[1] == "?" ? null : Day(parts[1]), Sex = Sex.Female };
            if (parts[0] != "unasked")
                (member.Pregnant, member.Disability) = (parts[0] == "pregnant", parts[0] == "disabled");
            if (parts[0] == "self")
                member.NationalId = new NationalId { Number = Person };
            foreach (var said in parts[2..])
                Say(member, said);
            form.Members.Add(member);
        }

        foreach (var parts in rest.Where(part => part.Contains('=')).Select(part => part.Split('=')))
            Live(form.LivingConditions ??= new LivingConditions(), parts[0], parts[1]);
        return form;
    }

    private static void Say(HouseholdMember member, string said)
    {
        switch (said)
        {
            case "attends" or "no":
                member.AttendsSchool = said == "attends";
                break;
            case "disabled":
                member.Disability = true;
                break;
            case "unasked":
                member.ClearDisability();
                break;
            default:
                member.MonthlyIncome = long.Parse(said.Replace("income", ""), CultureInfo.InvariantCulture);
                break;
        }
    }

    // water=yes sanitation=no electricity=yes lasting=no bedroom=2.5
    private static void Live(LivingConditions conditions, string name, string value)
    {
        switch (name)
        {
            case "water":
                conditions.SafeWater = value == "yes";
                break;
            case "sanitation":
                conditions.SafeSanitation = value == "yes";
                break;
            case "electricity":
                conditions.Electricity = value == "yes";
                break;
            case "lasting":
                conditions.LastingDwelling = value == "yes";
                break;
            case "bedroom":
                conditions.PeoplePerBedroom = double.Parse(value, CultureInfo.InvariantCulture);
                break;
            default:
                throw new FormatException($"The tables do not know the living condition '{name}'.");
        }
    }

    // dose 102 number 3 on 2026-01-01, dose 102 refused, dose local
    private static ImmunizationRecord Dose(string[] rest, Date? day, Provenance provenance)
    {
        var dose = new ImmunizationRecord
        {
            VaccineSystem = rest[0] == "local" ? "urn:local" : "http://hl7.org/fhir/sid/cvx",
            VaccineCode = rest[0],
            OccurrenceDate = day,
            NotGiven = rest.Contains("refused"),
            Provenance = provenance,
        };
        if (Array.IndexOf(rest, "number") is >= 0 and var at)
            dose.DoseNumber = Number(rest[at + 1]);
        return dose;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static FactKind Kind(string word) => System.Enum.Parse<FactKind>(word, ignoreCase: true);

    private PersonRecords Records(string institution) =>
        _records.TryGetValue(institution, out var records)
            ? records
            : _records[institution] = new PersonRecords { NationalId = new NationalId { Number = Person }, Found = true };
}

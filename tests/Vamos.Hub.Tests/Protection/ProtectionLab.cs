namespace Vamos.Hub.Tests.Protection;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Fips.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Programmes;
using Vamos.Hub.Protection;
using Vamos.Hub.Tests.Running;

/// <summary>
/// A hub over three institutions that know a mother, her son of nine, her daughter of two, and by the form alone a newborn without a document. <c>mds</c> keeps
/// the form and the rolls, <c>mspbs</c> doses and insurance, <c>mtess</c> employments.
/// </summary>
internal sealed class ProtectionLab : IAsyncDisposable
{
    public const string Mother = "99000004";
    public const string Son = "99000014";
    public const string Daughter = "99000008";

    public static readonly DateOnly Today = new(2026, 11, 22);

    private ProtectionLab(ScriptedAdapter mds, ScriptedAdapter mspbs, ScriptedAdapter mtess)
    {
        (Mds, Mspbs, Mtess) = (mds, mspbs, mtess);
        mds.Offers = [FactKind.Person, FactKind.Enrollment, FactKind.Household, FactKind.Pregnancy, FactKind.Retirement];
        mspbs.Offers = [FactKind.Person, FactKind.Immunization, FactKind.Coverage, FactKind.Pregnancy];
        mtess.Offers = [FactKind.Employment];
        mds.Answers = (request, _) => Told(MdsRecords(request));
        mspbs.Answers = (request, _) => Told(MspbsRecords(request));
        mtess.Answers = (request, _) => Told(ScriptedAdapter.Unknown(request));
    }

    public ScriptedAdapter Mds { get; }

    public ScriptedAdapter Mspbs { get; }

    public ScriptedAdapter Mtess { get; }

    public RunningHub Hub { get; private set; } = null!;

    /// <summary>The household's form as <c>mds</c> tells it; null for none.</summary>
    public HouseholdRecord? Form { get; set; } = new()
    {
        HouseholdId = "H1",
        Instrument = "ficha-hogar",
        InterviewDate = Day("2026-05-06"),
        QualityOfLifeIndex = 31,
        LivingConditions = new LivingConditions { SafeWater = true, SafeSanitation = false, LastingDwelling = true },
        Members =
        {
            Member("1", Mother, "1992-03-04", Sex.Female, isHead: true),
            Member("2", Son, "2017-02-03", Sex.Male, attends: true),
            Member("3", Daughter, "2024-01-02", Sex.Female),
            Member("4", null, "2026-03-01", Sex.Male),
        },
        Provenance = From("mds", "ficha-hogar"),
    };

    public static async Task<ProtectionLab> StartAsync(params string[] settings)
    {
        var mtess = await ScriptedAdapter.StartAsync("mtess");
        var lab = new ProtectionLab(await ScriptedAdapter.StartAsync("mds"), await ScriptedAdapter.StartAsync("mspbs"), mtess);
        lab.Hub = await RunningHub.StartAsync(settings, ("mds", lab.Mds.Address), ("mspbs", lab.Mspbs.Address), ("mtess", lab.Mtess.Address));
        await lab.Hub.DescribedAsync();
        return lab;
    }

    public Task<ProtectionOutcome> FindAsync(string number, string[]? covered = null, TimeSpan? within = null) => Hub.Part<ProtectionLookup>().FindAsync(
        new NationalId { Number = number }, Question(covered, within), CancellationToken.None);

    public Task<ProtectionOutcome> FindAsync(HouseholdRecord form) => Hub.Part<ProtectionLookup>().FindAsync(form, Question(), CancellationToken.None);

    /// <summary>What became of asking the three institutions; the hub's own registry of forms stands behind them.</summary>
    public static IEnumerable<SourceState> StatesOf(ProtectionOutcome outcome) =>
        outcome.Status!.Sources.Where(s => s.Institution != FormNames.Institution).Select(s => s.State);

    /// <summary>How many questions the exchange log names, those to the hub's own registry left out.</summary>
    public static int HopsOf(ProtectionOutcome outcome) => outcome.Trace.Hops.Count(hop => hop.Institution != FormNames.Institution);

    public static ProtectionState StateOf(ProtectionOutcome outcome, string number, string code) =>
        outcome.Of(new NationalId { Number = number })!.Protections.Single(p => p.Code == code).State;

    public static HouseholdMember Member(
        string id, string? number, string born, Sex sex, bool? attends = null, bool isHead = false)
    {
        var member = new HouseholdMember
        {
            MemberId = id, Kinship = isHead ? Kinship.Head : Kinship.Child, BirthDate = Day(born), Sex = sex, Pregnant = false, Disability = false,
            NationalId = number is null ? null : new NationalId { Number = number },
        };
        if (attends is { } goes)
            member.AttendsSchool = goes;
        return member;
    }

    public static Provenance From(string institution, string system) => new() { Institution = institution, System = system };

    public static Task<GetRecordsResponse> Down(GetRecordsRequest request, ServerCallContext context) =>
        throw new RpcException(new Status(StatusCode.Unavailable, "down"));

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Mds.DisposeAsync();
        await Mspbs.DisposeAsync();
        await Mtess.DisposeAsync();
    }

    private static Task<GetRecordsResponse> Told(PersonRecords records) => Task.FromResult(new GetRecordsResponse { Records = records });

    private static Date Day(string iso) => Date.From(DateOnly.Parse(iso, System.Globalization.CultureInfo.InvariantCulture));

    private ProtectionQuestion Question(string[]? covered = null, TimeSpan? within = null) => new(
        Hub.Part<CurrentProgrammes>().Book.Protections,
        Today,
        (covered ?? ["mds", "mspbs", "mtess", FormNames.Institution]).ToHashSet(),
        CacheDemand.Within(TimeSpan.FromHours(24)),
        within ?? TimeSpan.FromSeconds(20));

    private PersonRecords MdsRecords(GetRecordsRequest request)
    {
        var records = Known(request, "mds", "registro-personas");
        if (!records.Found)
            return records;
        if (Form is not null)
            records.Households.Add(Form.Clone());
        records.Enrollments.Add(new Enrollment
        {
            ProgrammeCode = "tekopora",
            Unit = BeneficiaryUnit.Household,
            Status = EnrollmentStatus.Active,
            StartDate = Day("2025-11-01"),
            Provenance = From("mds", "tekopora"),
        });
        return records;
    }

    private PersonRecords MspbsRecords(GetRecordsRequest request)
    {
        var records = Known(request, "mspbs", "fhir");
        if (request.NationalId.Number == Daughter)
        {
            records.Immunizations.Add(new ImmunizationRecord
            {
                VaccineSystem = "http://hl7.org/fhir/sid/cvx", VaccineCode = "19", OccurrenceDate = Day("2024-01-03"), Provenance = From("mspbs", "fhir"),
            });
        }

        if (request.NationalId.Number == Son)
        {
            records.Coverage.Add(new SocialSecurityCoverage
            {
                Insurer = "IPS", Role = CoverageRole.Dependant, StartDate = Day("2020-01-01"), Provenance = From("mspbs", "fhir"),
            });
        }

        return records;
    }

    private PersonRecords Known(GetRecordsRequest request, string institution, string system)
    {
        var born = request.NationalId.Number switch { Mother => "1992-03-04", Son => "2017-02-03", Daughter => "2024-01-02", _ => null };
        if (born is null)
            return ScriptedAdapter.Unknown(request);
        return new PersonRecords
        {
            NationalId = request.NationalId,
            Found = true,
            Person = new Person
            {
                NationalId = request.NationalId,
                BirthDate = Day(born),
                Sex = request.NationalId.Number == Son ? Sex.Male : Sex.Female,
                Provenance = From(institution, system),
            },
        };
    }
}

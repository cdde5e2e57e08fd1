namespace Vamos.Hub.Tests.Eligibility;

using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Tests.Running;

/// <summary>
/// A hub over two institutions: <c>mds</c> knows everybody, all natural Paraguayans born in 1950; <c>mtess</c> knows employments. Both tell what changes.
/// </summary>
internal sealed class EligibilityLab : IAsyncDisposable
{
    public const string Pension = "pension-universal";
    public const string Abrazo = "abrazo";

    private static readonly Lazy<string> Agreements = new(Write);

    private EligibilityLab(ScriptedAdapter mds, ScriptedAdapter mtess)
    {
        (Mds, Mtess) = (mds, mtess);
        mds.Offers = [FactKind.Person, FactKind.Enrollment, FactKind.Coverage, FactKind.Household, FactKind.Retirement, FactKind.Disability, FactKind.Livestock];
        mtess.Offers = [FactKind.Employment];
        mds.Feed = MdsFeed;
        mtess.Feed = MtessFeed;
        mds.Answers = async (request, context) =>
        {
            await BeforeMds(request, context);
            return new GetRecordsResponse { Records = MdsRecords(request) };
        };
        mtess.Answers = async (request, context) =>
        {
            await BeforeMtess(request, context);
            return new GetRecordsResponse { Records = MtessRecords(request) };
        };
    }

    public ScriptedAdapter Mds { get; }

    public ScriptedAdapter Mtess { get; }

    public ToldChanges MdsFeed { get; } = new();

    public ToldChanges MtessFeed { get; } = new();

    public RunningHub Hub { get; private set; } = null!;

    /// <summary>Numbers of the dead.</summary>
    public ConcurrentDictionary<string, bool> Dead { get; } = new();

    /// <summary>Numbers of those with an employment.</summary>
    public ConcurrentDictionary<string, bool> Employed { get; } = new();

    public Func<GetRecordsRequest, ServerCallContext, Task> BeforeMds { get; set; } = (_, _) => Task.CompletedTask;

    public Func<GetRecordsRequest, ServerCallContext, Task> BeforeMtess { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>With change feeds and the cache's own times, unless told otherwise.</summary>
    public static Task<EligibilityLab> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>The same, with adapters that the test adjusts before the hub knows them.</summary>
    public static async Task<EligibilityLab> StartAsync(Action<EligibilityLab> before, params string[] settings)
    {
        var lab = new EligibilityLab(await ScriptedAdapter.StartAsync("mds"), await ScriptedAdapter.StartAsync("mtess"));
        before(lab);
        lab.Hub = await RunningHub.StartAsync(
            ["--Hub:Cache:UnheardFor=00:00:05", "--Hub:Cache:StaleFor=01:00:00", $"--Hub:Agreements:Directory={Agreements.Value}", .. settings],
            ("mds", lab.Mds.Address),
            ("mtess", lab.Mtess.Address));
        await lab.Hub.DescribedAsync();
        return lab;
    }

    /// <summary>The same once both feeds are heard.</summary>
    public static async Task<EligibilityLab> HeardAsync(params string[] settings)
    {
        var lab = await StartAsync(settings);
        await lab.FeedsAsync(lost: 0);
        return lab;
    }

    /// <summary>Waits until so many feeds are lost and the others heard.</summary>
    public Task FeedsAsync(int lost) => UntilAsync(
        () => Hub.Part<PersonCache>().State.LostFeeds == lost && MdsFeed.Listeners + MtessFeed.Listeners == 2 - lost, $"there are not {lost} lost feeds");

    public static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        var until = DateTime.UtcNow.AddSeconds(15);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < until, otherwise);
            await Task.Delay(10);
        }
    }

    public EligibilityService.EligibilityServiceClient Client(string institution = "utgs") => new(Hub.Channel(TestCertificates.Of(institution)));

    public async Task<EligibilityDecision> CheckAsync(
        string number, string institution = "utgs", string programme = Pension, TimeSpan? maxAge = null, DecisionView view = DecisionView.Full) =>
        (await AskAsync(Request(number, programme, maxAge, view), institution)).Decision;

    /// <summary>The decision and what the exchange log says of it.</summary>
    public async Task<(EligibilityDecision Decision, ExchangeRecord Record)> AskAsync(CheckEligibilityRequest request, string institution = "utgs", TimeSpan? within = null)
    {
        using var call = Client(institution).CheckEligibilityAsync(request, RunningHub.Purpose, DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(10)));
        var decision = (await call).Decision;
        var receipt = Receipt.Parser.ParseFrom(call.GetTrailers().GetValueBytes("vamos-receipt-bin"));
        return (decision, ExchangeRecord.Parser.ParseFrom(receipt.Record));
    }

    public static CheckEligibilityRequest Request(
        string number, string programme = Pension, TimeSpan? maxAge = null, DecisionView view = DecisionView.Full) => new()
    {
        NationalId = new NationalId { Number = number },
        ProgrammeCode = programme,
        MaxAge = maxAge is { } age ? Duration.FromTimeSpan(age) : null,
        View = view,
    };

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Mds.DisposeAsync();
        await Mtess.DisposeAsync();
    }

    public PersonRecords MdsRecords(GetRecordsRequest request) => Mds.Records(request, records =>
    {
        records.Enrollments.Clear();
        records.Person.BirthDate = new Date { Year = 1950, Month = 5, Day = 1 };
        records.Person.NationalityStatus = NationalityStatus.Natural;
        if (Dead.ContainsKey(request.NationalId.Number))
            records.Person.Death = new Death { Date = new Date { Year = 2026, Month = 7, Day = 1 }, Provenance = new Provenance { Institution = "mds" } };
    });

    public PersonRecords MtessRecords(GetRecordsRequest request)
    {
        if (!Employed.ContainsKey(request.NationalId.Number))
            return ScriptedAdapter.Unknown(request);
        return new PersonRecords
        {
            NationalId = request.NationalId,
            Found = true,
            Employment = { new EmploymentRecord { StartDate = new Date { Year = 2020, Month = 1, Day = 1 }, Provenance = new Provenance { Institution = "mtess" } } },
        };
    }

    // utgs sees all; mtess covers one institution; minna one programme without its reasons; mspbs takes nothing that was kept; mds sees one name only
    private static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-eligibility-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        File.Copy(Path.Combine(TestAgreements.Folder, "institutions.yaml"), Path.Combine(folder, "institutions.yaml"));
        const string check = "EligibilityService/CheckEligibility: ['decision.*'], EligibilityService/BatchCheckEligibility: ['*']";
        Write(folder, "utgs", "[mds, mtess]", "[]", "24h", check + ", BeneficiaryService/GetBeneficiary: ['*']");
        Write(folder, "mtess", "[mds]", "[]", "24h", check);
        Write(folder, "minna", "[mds, mtess]", "[abrazo]", "24h",
            "EligibilityService/CheckEligibility: [decision.verdict, decision.programme_code], EligibilityService/BatchCheckEligibility: [correlation_id, error, decision.verdict]");
        Write(folder, "mspbs", "[mds, mtess]", "[]", "0s", check + ", BeneficiaryService/GetBeneficiary: ['*']");
        Write(folder, "mds", "[mds, mtess]", "[]", "24h", check + ", BeneficiaryService/GetBeneficiary: [beneficiary.person.name.first_given_name]");
        return folder;
    }

    private static void Write(string folder, string consumer, string providers, string programmes, string staleness, string methods) =>
        File.WriteAllText(Path.Combine(folder, "agreements", consumer + ".yaml"), $$"""
            id: {{consumer}}
            title: {{consumer}}
            parties: {consumer: {{consumer}}, providers: {{providers}}}
            instrument: {kind: Convenio, number: '1/2026', date: 2025-12-01, article: primera}
            validity: {from: 2026-01-01, until: 2030-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT]
            {{(programmes == "[]" ? "" : "programmes: " + programmes)}}
            quota: {per_second: 50000, per_day: 100000000}
            max_staleness: {{staleness}}
            audit_class: standard
            methods:
            {{string.Join("\n", methods.Split("], ").Select(m => m.TrimEnd(']').Split(": [")).Select(m => $"  - method: {m[0]}\n    fields: [{m[1]}]"))}}

            """);
}

namespace Vamos.Hub.Tests.Fips;

using Grpc.Core;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Tests.Running;

/// <summary>A hub whose agreements let <c>utgs</c> do everything with forms, <c>mds</c> read a little of them, and <c>mtess</c> nothing.</summary>
internal sealed class FipsLab : IAsyncDisposable
{
    private static readonly Lazy<string> Agreements = new(Write);

    private FipsLab(RunningHub hub) => Hub = hub;

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Folder of the agreements.</summary>
    public static string Folder => Agreements.Value;

    public RunningHub Hub { get; }

    public static async Task<FipsLab> StartAsync(params string[] settings) =>
        new(await RunningHub.StartAsync([$"--Hub:Agreements:Directory={Folder}", .. settings]));

    public FipsService.FipsServiceClient Client(string institution = "utgs") => new(Hub.Channel(TestCertificates.Of(institution)));

    public async Task<IntegratedProtectionForm> SubmitAsync(IntegratedProtectionForm form) =>
        (await Client().SubmitFormAsync(new SubmitFormRequest { Form = form, RequestId = RegistryLab.NewRequest() }, Case, DateTime.UtcNow + Patience)).Form;

    public static Metadata Case { get; } = new()
    {
        { ExchangeMetadata.Purpose, "PURPOSE_CASE_MANAGEMENT" }, { ExchangeMetadata.User, "agent-7" }, { ExchangeMetadata.CaseId, "EXP-17" },
    };

    /// <summary>Methods of the exchanges that a person is told of, the latest first.</summary>
    public async Task<List<ExchangeRecord>> AccessesAsync(string number)
    {
        var request = new ListAccessesRequest { NationalId = new() { Number = number } };
        var purpose = new Metadata { { ExchangeMetadata.Purpose, "PURPOSE_DATA_SUBJECT_REQUEST" } };
        var client = new ExchangeService.ExchangeServiceClient(Hub.Channel(TestCertificates.Of("utgs")));
        return [.. (await client.ListAccessesAsync(request, purpose, DateTime.UtcNow + Patience)).Exchanges];
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-fips-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        File.WriteAllText(Path.Combine(folder, "institutions.yaml"), "institutions:\n" + string.Concat(
            new[] { "hub", "mds", "mtess", "utgs", "siis" }.Select(code => $"  - {{code: {code}, name: {code}, roles: [consumer, provider, monitor]}}\n")));
        var everything = FipsService.Descriptor.Methods.Select(method => $"FipsService/{method.Name}").Append("ExchangeService/ListAccesses")
            .Concat(["BeneficiaryService/GetBeneficiary", "BeneficiaryService/WatchBeneficiaries", "EligibilityService/CheckEligibility"]);
        Write(folder, "utgs", "[siis, mds, mtess]", everything.Select(method => (method, "'*'")));
        Write(folder, "mds", "[siis]", [("FipsService/GetForm", "form.form_id, form.dwelling.rooms"), ("FipsService/WatchForms", "'*'")]);
        Write(folder, "mtess", "[mds]", [("BeneficiaryService/GetBeneficiary", "'*'")]);
        return folder;
    }

    private static void Write(string folder, string consumer, string providers, IEnumerable<(string Method, string Fields)> methods) =>
        File.WriteAllText(Path.Combine(folder, "agreements", consumer + ".yaml"), $$"""
            id: {{consumer}}
            title: {{consumer}}
            parties: {consumer: {{consumer}}, providers: {{providers}}}
            instrument: {kind: Convenio, number: '1/2026', date: 2025-12-01, article: primera}
            validity: {from: 2026-01-01, until: 2030-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT, PURPOSE_DATA_SUBJECT_REQUEST]
            quota: {per_second: 50000, per_day: 100000000}
            max_staleness: 24h
            audit_class: standard
            methods:
            {{string.Join("\n", methods.Select(m => $"  - method: {m.Method}\n    fields: [{m.Fields}]"))}}

            """);
}

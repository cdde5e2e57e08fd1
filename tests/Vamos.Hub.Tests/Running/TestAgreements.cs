namespace Vamos.Hub.Tests.Running;

using Vamos.Beneficiary.V1;
using Vamos.Exchange.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>Institutions and agreements of the tests: one caller for each thing that an agreement can allow or lack.</summary>
public static class TestAgreements
{
    private static readonly Lazy<string> Written = new(Write);

    /// <summary>Where the documents are.</summary>
    public static string Folder => Written.Value;

    /// <summary>A copy of the documents, for a test that changes them.</summary>
    public static string Copy()
    {
        var copy = Directory.CreateTempSubdirectory("vamos-agreements-").FullName;
        Directory.CreateDirectory(Path.Combine(copy, "agreements"));
        foreach (var file in Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(Folder, file)));
        return copy;
    }

    private static (string Method, string[] Fields)[] Everything { get; } =
        [.. BeneficiaryService.Descriptor.Methods.Concat(ExchangeService.Descriptor.Methods).Select(m => ($"{m.Service.Name}/{m.Name}", new[] { "'*'" }))];

    private static (string Method, string[] Fields)[] Network { get; } =
        [.. ServiceNetworkService.Descriptor.Methods.Select(m => ($"{m.Service.Name}/{m.Name}", new[] { "'*'" }))];

    private static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-agreements-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        File.WriteAllText(Path.Combine(folder, "institutions.yaml"), "institutions:\n" + string.Concat(
            new[] { "hub", "mds", "mtess", "mspbs", "utgs", "minna", "siis" }.Select(code => $"  - code: {code}\n    name: {code}\n    roles: [consumer, provider, monitor]\n")));

        // everything that the hub offers
        Write(folder, "everything", "utgs", "[mds, mtess, mspbs, minna]", "2030-12-31", 50_000, 100_000_000, "PURPOSE_CASE_MANAGEMENT, PURPOSE_DATA_SUBJECT_REQUEST", Everything);

        // the service network, for two of its providers, of whom one may not see what people lack
        Write(folder, "network", "utgs", "[mds, mtess, mspbs, minna, siis]", "2030-12-31", 50_000, 100_000_000, "PURPOSE_CASE_MANAGEMENT", Network);
        Write(folder, "network-blind", "mtess", "[mds, mtess, mspbs, siis]", "2030-12-31", 50_000, 100_000_000, "PURPOSE_CASE_MANAGEMENT",
        [
            .. Network.Where(method => !method.Method.EndsWith("/SearchServices", StringComparison.Ordinal)),
            ("ServiceNetworkService/SearchServices", ["matches.service.service_id", "matches.reasons"]),
        ]);

        // a few fields, of one institution, forty times a day
        Write(folder, "narrow", "mtess", "[mds]", "2030-12-31", 40, 40, "PURPOSE_CASE_MANAGEMENT",
            ("BeneficiaryService/GetBeneficiary", ["beneficiary.person.name.first_given_name", "beneficiary.enrollments.programme_code", "beneficiary.sources"]),
            ("BeneficiaryService/BatchGetBeneficiaries", ["correlation_id", "error", "beneficiary.person.name.first_given_name"]),
            ("ExchangeService/GetReceipt", ["'*'"]));

        // two questions a second
        Write(folder, "scarce", "mds", "[mds]", "2030-12-31", 2, 100, "PURPOSE_CASE_MANAGEMENT", [.. Everything, .. Network]);

        // over
        Write(folder, "over", "minna", "[mds]", "2026-01-31", 1000, 100_000, "PURPOSE_CASE_MANAGEMENT", [.. Everything, .. Network]);
        return folder;
    }

    private static void Write(
        string folder, string id, string consumer, string providers, string until, int perSecond, int perDay, string purposes, params (string Method, string[] Fields)[] methods) =>
        File.WriteAllText(Path.Combine(folder, "agreements", id + ".yaml"), $"""
            id: {id}
            title: {id}
            parties:
              consumer: {consumer}
              providers: {providers}
            instrument:
              kind: Convenio
              number: '1/2026'
              date: 2025-12-01
              article: primera
            validity:
              from: 2026-01-01
              until: {until}
            purposes: [{purposes}]
            quota:
              per_second: {perSecond}
              per_day: {perDay}
            max_staleness: 24h
            audit_class: standard
            methods:
            {string.Join("\n", methods.Select(m => $"  - method: {m.Method}\n    fields: [{string.Join(", ", m.Fields)}]"))}

            """);
}

namespace Vamos.LoadTest.Eligibility;

/// <summary>The documents under which is measured: an agreement that grants what the questions need, and a quota that nobody reaches.</summary>
internal static class Agreements
{
    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        File.WriteAllText(Path.Combine(folder, "institutions.yaml"), """
            institutions:
              - {code: hub, name: hub, roles: [provider]}
              - {code: mds, name: mds, roles: [provider]}
              - {code: mtess, name: mtess, roles: [provider]}
              - {code: mspbs, name: mspbs, roles: [provider]}
              - {code: utgs, name: utgs, roles: [consumer, monitor]}
            """);
        File.WriteAllText(Path.Combine(folder, "agreements", "load.yaml"), """
            id: load
            title: load
            parties: {consumer: utgs, providers: [mds, mtess, mspbs]}
            instrument: {kind: load, number: '1', date: 2025-12-01, article: '1'}
            validity: {from: 2026-01-01, until: 2099-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT]
            quota: {per_second: 100000, per_day: 1000000000}
            max_staleness: 24h
            audit_class: standard
            methods:
              - method: BeneficiaryService/GetBeneficiary
                fields: ['beneficiary.*']
              - method: EligibilityService/CheckEligibility
                fields: ['decision.*']
              - method: EligibilityService/BatchCheckEligibility
                fields: [correlation_id, 'decision.*', 'error.*']
            """);
        File.WriteAllText(Path.Combine(folder, "agreements", "watch.yaml"), """
            id: watch
            title: watch
            parties: {consumer: utgs, providers: [hub]}
            instrument: {kind: watch, number: '1', date: 2025-12-01, article: '1'}
            validity: {from: 2026-01-01, until: 2099-12-31}
            quota: {per_second: 100000, per_day: 1000000000}
            max_staleness: 24h
            audit_class: reference
            methods:
              - method: ExchangeService/WatchExchanges
                fields: ['*']
            """);
    }
}

namespace Vamos.Hub.Tests.Referrals;

using Vamos.Hub.Tests.Running;
using Vamos.Referral.V1;

/// <summary>The documents of the tests, with agreements about referrals for three institutions, and for a fourth that sees little.</summary>
internal static class ReferralAgreements
{
    public static readonly string[] Parties = ["mds", "mtess", "minna"];

    private static readonly string[] Methods = [.. ReferralService.Descriptor.Methods.Select(m => m.Name)];

    public static string Write()
    {
        var folder = TestAgreements.Copy();
        foreach (var party in Parties)
            Write(folder, party, "'*'");

        // knows that a person was sent, and not why
        Write(folder, "mspbs", null);
        return folder;
    }

    public static string FileOf(string folder, string party) => Path.Combine(folder, "agreements", $"referrals-{party}.yaml");

    private static void Write(string folder, string party, string? all) => File.WriteAllText(FileOf(folder, party), $"""
        id: referrals-{party}
        title: referrals
        parties: {"{"}consumer: {party}, providers: [hub]{"}"}
        instrument: {"{"}kind: Convenio, number: '1/2026', date: 2025-12-01, article: primera{"}"}
        validity: {"{"}from: 2026-01-01, until: 2099-12-31{"}"}
        purposes: [PURPOSE_REFERRAL]
        quota: {"{"}per_second: 100000, per_day: 100000000{"}"}
        max_staleness: 24h
        audit_class: standard
        methods:
        {string.Join("\n", Methods.Select(method => $"  - method: ReferralService/{method}\n    fields: [{all ?? Little(method)}]"))}

        """);

    private static string Little(string method) => method switch
    {
        "ListReferrals" => "referrals.referral_id, referrals.state",
        "WatchReferrals" => "resume_token, kind, referral.referral_id, referral.state",
        _ => "referral.referral_id, referral.state",
    };
}

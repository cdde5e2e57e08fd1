namespace Vamos.Hub.Tests.Referrals;

using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Subjects;
using Vamos.Hub.Tests.Running;
using Vamos.Referral.V1;

/// <summary>Whoever saw a person's referral can be told to that person.</summary>
public sealed class ReferralAuditTests
{
    [Fact(Timeout = 60_000)]
    public async Task Every_exchange_about_a_referral_names_its_person()
    {
        await using var hub = await ReferralHub.StartAsync();
        using var watch = await hub.WatchAsync("mds");
        var id = (await hub.SendAsync()).ReferralId;
        await watch.NextAsync();
        await hub.As("mds").GetReferralAsync(new GetReferralRequest { ReferralId = id }, ReferralHub.Purpose);
        await hub.As("mds").ListReferralsAsync(new ListReferralsRequest(), ReferralHub.Purpose);
        await hub.AcceptAsync(id);
        await watch.NextAsync();
        await hub.As("mtess").CompleteReferralAsync(new CompleteReferralRequest { ReferralId = id, Outcome = "Listo.", RequestId = "c" }, ReferralHub.Purpose);
        await watch.NextAsync();
        await Fails.WithAsync(StatusCode.FailedPrecondition, () => hub.AcceptAsync(id));
        await Fails.WithAsync(StatusCode.NotFound, () => hub.AcceptAsync(id, "minna"));

        var records = await SeenAsync(hub, ReferralHub.Person);

        Assert.Equal(
            ["AcceptReferral", "AcceptReferral", "CompleteReferral", "CreateReferral", "GetReferral", "ListReferrals", "WatchReferrals", "WatchReferrals", "WatchReferrals"],
            records.Select(r => r.Method.Split('/')[^1]).Order());
        Assert.All(records, r => Assert.Equal($"referrals-{r.ConsumerInstitution}", r.AgreementId));
        Assert.Equal(ErrorReasons.ReferralStateWrong, Assert.Single(records, r => r.Outcome != ExchangeOutcome.Answered).Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task List_of_several_people_is_found_by_each_of_them_even_when_the_agreement_hides_who_they_are()
    {
        await using var hub = await ReferralHub.StartAsync();
        await hub.SendAsync("99000004", KnownServices.Clinic);
        await hub.SendAsync("99000005", KnownServices.Clinic);
        await hub.SendAsync("99000005", KnownServices.Clinic);
        await hub.As("mspbs").ListReferralsAsync(new ListReferralsRequest(), ReferralHub.Purpose);

        foreach (var person in new[] { "99000004", "99000005" })
            Assert.Equal("mspbs", Assert.Single(await SeenAsync(hub, person), r => r.Method.EndsWith("ListReferrals", StringComparison.Ordinal)).ConsumerInstitution);
        var whole = await hub.Hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery { Consumer = "mspbs" }, 10, "", CancellationToken.None);
        Assert.Single(whole.Exchanges);
    }

    private static async Task<IReadOnlyList<ExchangeRecord>> SeenAsync(ReferralHub hub, string person)
    {
        var subjects = hub.Hub.Part<SubjectKeys>().AllHashes(new NationalId { Number = person });
        return (await hub.Hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery { Subjects = subjects }, 100, "", CancellationToken.None)).Exchanges;
    }
}

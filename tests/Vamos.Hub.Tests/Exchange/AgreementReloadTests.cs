namespace Vamos.Hub.Tests.Exchange;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Hub.Tests.Running;

/// <summary>Documents change while institutions call.</summary>
public sealed class AgreementReloadTests
{
    private const string Known = "99000004";
    private const string Narrow = "beneficiary.person.name.first_given_name";

    [Fact]
    public async Task Changed_documents_count_without_dropping_a_call_and_bad_ones_raise_an_alarm_and_change_nothing()
    {
        var folder = TestAgreements.Copy();
        var document = Path.Combine(folder, "agreements", "narrow.yaml");
        var good = (await File.ReadAllTextAsync(document)).Replace("per_second: 40", "per_second: 5000").Replace("per_day: 40", "per_day: 1000000");
        await File.WriteAllTextAsync(document, good);
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={folder}"], (mds.Institution, mds.Address));
        hub.ExpectedErrors.Add("cannot be used and those before them still count");
        using var stop = new CancellationTokenSource();
        var calling = CallAsync(hub, stop.Token);

        Assert.Empty((await GetAsync(hub)).Person.Name.FirstSurname);
        await File.WriteAllTextAsync(document, good.Replace(Narrow, Narrow + ", beneficiary.person.name.first_surname"));
        await UntilAsync(async () => (await GetAsync(hub)).Person.Name.FirstSurname == "Ñandutí");

        await File.WriteAllTextAsync(document, good.Replace(Narrow, "beneficiary.person.shoe_size"));
        await UntilAsync(async () => (await ReadyAsync(hub)).Contains("shoe_size", StringComparison.Ordinal));
        Assert.Equal("Ñandutí", (await GetAsync(hub)).Person.Name.FirstSurname);

        await File.WriteAllTextAsync(document, good);
        await UntilAsync(async () => (await GetAsync(hub)).Person.Name.FirstSurname.Length == 0);
        Assert.DoesNotContain("shoe_size", await ReadyAsync(hub), StringComparison.Ordinal);

        await stop.CancelAsync();
        Assert.True(await calling > 10);
    }

    [Fact]
    public async Task Stream_that_is_open_ends_when_its_agreement_does()
    {
        var folder = TestAgreements.Copy();
        var document = Path.Combine(folder, "agreements", "narrow.yaml");
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={folder}"], (mds.Institution, mds.Address));
        using var call = hub.Beneficiaries("mtess").BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(30));
        var question = new BatchGetBeneficiariesRequest { CorrelationId = 1, NationalId = new NationalId { Number = Known } };
        await call.RequestStream.WriteAsync(question);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var before = hub.Part<CurrentAgreements>().State.Version;
        await File.WriteAllTextAsync(document, (await File.ReadAllTextAsync(document)).Replace("2030-12-31", "2026-01-31"));
        await UntilAsync(() => Task.FromResult(hub.Part<CurrentAgreements>().State.Version != before));
        await call.RequestStream.WriteAsync(question);

        var problem = await Fails.WithAsync(StatusCode.PermissionDenied, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(ErrorReasons.AgreementExpired, problem.Reason);
        var records = (await hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery(), 10, "", CancellationToken.None)).Exchanges;
        Assert.Equal([ExchangeOutcome.Denied, ExchangeOutcome.Answered], records.Select(r => r.Outcome));
    }

    private static async Task<Beneficiary> GetAsync(RunningHub hub)
    {
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = Known } };
        return (await hub.Beneficiaries("mtess").GetBeneficiaryAsync(request, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10))).Beneficiary;
    }

    // any call that fails fails the test
    private static async Task<int> CallAsync(RunningHub hub, CancellationToken stop)
    {
        var calls = 0;
        for (; !stop.IsCancellationRequested; calls++)
            await GetAsync(hub);
        return calls;
    }

    private static async Task<string> ReadyAsync(RunningHub hub)
    {
        using var http = new HttpClient { BaseAddress = hub.Operations };
        return await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var until = DateTime.UtcNow.AddSeconds(15);
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < until, "the change was not noticed within 15 s");
            await Task.Delay(50);
        }
    }
}

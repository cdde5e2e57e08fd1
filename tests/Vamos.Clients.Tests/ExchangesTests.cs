namespace Vamos.Clients.Tests;

using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Clients.Calls;
using Vamos.Clients.Exchanges;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

public sealed class ExchangesTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Person = new() { Number = "99000004" };

    [Fact(Timeout = 30_000)]
    public async Task Receipt_of_an_exchange_is_fetched_and_verifies_without_the_hub()
    {
        var log = new ScriptedLog();
        var receipt = await Fetch(log);

        Assert.True(ReceiptClient.Verify("x1", receipt, [log.Key]).Valid);
        Assert.True(ReceiptClient.Verify("x1", receipt, [log.Key], new KeptPayload([1], [2])).Valid);
        Assert.Equal(TrustFault.ResponseDiffers, ReceiptClient.Verify("x1", receipt, [log.Key], new KeptPayload([1], [3])).Fault);
        Assert.Equal(TrustFault.UnknownKey, ReceiptClient.Verify("x1", receipt, [new ScriptedLog().Key]).Fault);
    }

    [Fact(Timeout = 30_000)]
    public async Task Receipt_of_another_exchange_is_not_taken_for_ours()
    {
        var log = new ScriptedLog();

        var finding = ReceiptClient.Verify("x2", await Fetch(log), [log.Key]);

        Assert.Equal(TrustFault.ExchangeDiffers, finding.Fault);
        Assert.Contains("that of exchange x1, not of x2", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Exchange_that_the_log_does_not_have_is_said_with_its_reason()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Receipt = _ => throw new Problem(StatusCode.NotFound, ErrorReasons.ExchangeNotFound, "None.", "No existe.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<VamosException>(() => connection.Receipts.GetAsync("x1"));

        Assert.Equal(ErrorReasons.ExchangeNotFound, failure.Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task Accesses_of_all_pages_are_read_in_order_under_the_declared_purpose()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = request => request.PageToken switch
        {
            "" => Page("p2", "e", "d"),
            "p2" => Page("p3"),
            _ => Page("", "c"),
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var records = await connection.Accesses.ListAsync(Person, new CallDeclaration { Purpose = Purpose.DataSubjectRequest }).ToListAsync();

        Assert.Equal(["e", "d", "c"], records.Select(r => r.ExchangeId));
        Assert.Equal(3, hub.Script.Calls.Count);
        Assert.All(hub.Script.Calls, call => Assert.Equal("PURPOSE_DATA_SUBJECT_REQUEST", call.Header("vamos-purpose")));
        Assert.All(hub.Script.Calls, call => Assert.Equal(Person, ((ListAccessesRequest)call.Request).NationalId));
    }

    [Fact(Timeout = 30_000)]
    public async Task Accesses_that_are_not_read_are_not_fetched()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = _ => Page("next", "e", "d");
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var first = await connection.Accesses.ListAsync(Person).FirstAsync();

        Assert.Equal("e", first.ExchangeId);
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Page_token_that_does_not_move_ends_the_reading()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = _ => Page("same", "e");
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.Equal(2, await connection.Accesses.ListAsync(Person).CountAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Accesses_that_the_hub_refuses_throw_as_every_call_does()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Accesses = _ => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.NoAgreement, "Not yours.", "No.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<AccessDeniedException>(async () => await connection.Accesses.ListAsync(Person).CountAsync());

        Assert.Equal(ErrorReasons.NoAgreement, failure.Reason);
    }

    [Fact]
    public void Container_gives_the_clients_of_the_log()
    {
        var services = new ServiceCollection();
        services.AddVamosClients(options =>
        {
            options.AuthorityPath = certificates.Folder.AuthorityPath;
            options.CertificatePath = certificates.Folder.CertificatePath("utgs");
            options.KeyPath = certificates.Folder.KeyPath("utgs");
        });
        using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetService<ReceiptClient>());
        Assert.NotNull(provider.GetService<AccessClient>());
        Assert.NotNull(provider.GetService<TrafficClient>());
    }

    private async Task<Receipt> Fetch(ScriptedLog log)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Receipt = request => log.ReceiptOf(request.ExchangeId);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        return await connection.Receipts.GetAsync("x1");
    }

    private static ListAccessesResponse Page(string next, params string[] exchanges) => new()
    {
        Exchanges = { exchanges.Select(ScriptedLog.RecordOf) },
        NextPageToken = next,
    };
}

namespace Vamos.Clients.Tests;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

public sealed class DeadlineTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Id = new() { Number = "99000004" };

    [Fact(Timeout = 20_000)]
    public async Task Lookup_that_states_no_deadline_has_that_of_the_connection()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.Deadline = TimeSpan.FromSeconds(40);
        using var connection = VamosConnection.Open(options);

        await connection.Beneficiaries.GetAsync(Id);

        var call = hub.Script.Calls.Single();
        Assert.InRange(call.Deadline - call.ReceivedAt, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(41));
    }

    [Fact(Timeout = 20_000)]
    public async Task Lookup_that_states_its_deadline_has_its_own()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Beneficiaries.GetAsync(Id, new LookupOptions { Deadline = TimeSpan.FromMinutes(2) });

        var call = hub.Script.Calls.Single();
        Assert.InRange(call.Deadline - call.ReceivedAt, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(121));
    }

    [Fact(Timeout = 20_000)]
    public async Task Lookup_whose_deadline_passes_fails_with_the_deadline_exception()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = async (_, context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new Beneficiary();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        await connection.Beneficiaries.GetAsync(Id, new LookupOptions { Deadline = TimeSpan.FromMilliseconds(1) }).ContinueWith(_ => { });

        var clock = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<HubDeadlineException>(
            () => connection.Beneficiaries.GetAsync(Id, new LookupOptions { Deadline = TimeSpan.FromMilliseconds(150) }));

        Assert.InRange(clock.ElapsedMilliseconds, 100, 5_000);
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(ErrorReasons.DeadlineExceeded, failure.Reason);
    }
}

namespace Vamos.Clients.Tests;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

public sealed class WatchTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly Problem Stopping = new(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.");

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_breaks_goes_on_behind_the_last_change()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Watch = async (_, stream, number) =>
        {
            await stream.WriteAsync(Change($"t{number}"));
            throw Stopping.ToException();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var opened = 0;
        var options = new WatchOptions { ResumeToken = Token("t0"), Kinds = [FactKind.Person], Opened = () => opened++ };

        var heard = new List<string>();
        await foreach (var change in connection.Beneficiaries.WatchAsync(options))
        {
            heard.Add(change.ResumeToken.ToStringUtf8());
            if (heard.Count == 3)
                break;
        }

        Assert.Equal(["t1", "t2", "t3"], heard);
        var requests = hub.Script.Calls.Select(call => (WatchBeneficiariesRequest)call.Request).ToArray();
        Assert.Equal(["t0", "t1", "t2"], requests.Select(request => request.ResumeToken.ToStringUtf8()));
        Assert.All(requests, request => Assert.Equal(FactKind.Person, Assert.Single(request.Kinds)));
        Assert.Equal(3, opened);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_whose_place_is_no_longer_known_ends()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Watch = (_, _, _) => throw new Problem(StatusCode.OutOfRange, ErrorReasons.ResumeTokenExpired, "Gone.", "Ya no se conserva.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<VamosException>(async () => await connection.Beneficiaries.WatchAsync().GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal(ErrorReasons.ResumeTokenExpired, failure.Reason);
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_never_got_through_says_why()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        await hub.DisposeAsync();
        using var connection = VamosConnection.Open(options);

        await Assert.ThrowsAsync<HubUnavailableException>(async () => await connection.Beneficiaries.WatchAsync().GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_ends_with_its_token()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Watch = async (_, stream, _) =>
        {
            await stream.WriteAsync(Change("t1"));
            await Task.Delay(TimeSpan.FromSeconds(25));
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        using var enough = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in connection.Beneficiaries.WatchAsync(cancellationToken: enough.Token))
                await enough.CancelAsync();
        });
    }

    [Fact(Timeout = 30_000)]
    public async Task Incompatibilities_come_with_those_who_did_not_answer()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Incompatibilities = _ => new FindIncompatibilitiesResponse
        {
            Incompatibilities = { new Incompatibility { RuleCode = "pension-with-salary" } },
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.Ok }, new SourceStatus { Institution = "mtess", State = SourceState.TimedOut } },
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var day = new Date { Year = 2026, Month = 1, Day = 2 };

        var answer = await connection.Beneficiaries.FindIncompatibilitiesAsync(new NationalId { Number = "1" }, new IncompatibilityOptions { AsOf = day });

        Assert.Equal("pension-with-salary", Assert.Single(answer.Incompatibilities).RuleCode);
        Assert.Equal("mtess", Assert.Single(answer.Missing).Institution);
        Assert.Equal(HubScript.ExchangeId, answer.ExchangeId);
        Assert.Equal(day, ((FindIncompatibilitiesRequest)hub.Script.Calls.Single().Request).AsOf);
    }

    private static ByteString Token(string text) => ByteString.CopyFromUtf8(text);

    private static WatchBeneficiariesResponse Change(string token) => new() { ResumeToken = Token(token), Institution = "mds" };
}

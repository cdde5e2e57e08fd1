namespace Vamos.Adapters.Tests.Systems;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Systems;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

public sealed class SeveralSystemsTests : IAsyncLifetime
{
    private readonly ScriptedSystem _register = new("registro", FactKind.Person, FactKind.Employment);
    private readonly ScriptedSystem _payrolls = new("planillas", FactKind.Employment);
    private RunningAdapter _adapter = null!;
    private AdapterService.AdapterServiceClient _hub = null!;

    public async Task InitializeAsync()
    {
        var known = _register.Knows("100");
        known.Person = new Person { NationalId = known.NationalId, Provenance = _register.Provenance() };
        known.Employment.Add(new EmploymentRecord { EmployerNumber = "1", Provenance = _register.Provenance() });
        _payrolls.Knows("100").Employment.Add(new EmploymentRecord { EmployerNumber = "2", Provenance = _payrolls.Provenance() });
        _adapter = await RunningAdapter.StartAsync(SeveralSystems.Of(_ => _register, _ => _payrolls), systemTimeout: TimeSpan.FromMilliseconds(300));
        _hub = _adapter.ClientOf("hub");
    }

    public async Task DisposeAsync() => await _adapter.DisposeAsync();

    [Fact]
    public async Task Description_names_every_kind_with_every_system()
    {
        var description = await _hub.DescribeAsync(new DescribeRequest());

        Assert.Equal(
            [(FactKind.Person, "registro"), (FactKind.Employment, "registro"), (FactKind.Employment, "planillas")],
            description.OfferedFacts.Select(offer => (offer.Kind, offer.System)));
        Assert.True(description.WatchesChanges);
    }

    [Fact]
    public async Task Facts_of_all_systems_stand_side_by_side()
    {
        var records = await AskAsync("100");

        Assert.Equal(["1", "2"], records.Employment.Select(fact => fact.EmployerNumber).Order());
        Assert.Empty(records.Issues);
        Assert.All(records.Provenances(), provenance => Assert.NotNull(provenance!.RetrievedAt));
    }

    [Fact]
    public async Task Kind_of_one_system_is_asked_of_that_system_only()
    {
        await AskAsync("100", FactKind.Person);

        Assert.Single(_register.BatchSizes);
        Assert.Empty(_payrolls.BatchSizes);
    }

    [Fact]
    public async Task Death_that_only_another_system_knows_is_added_to_the_person()
    {
        _payrolls.People["100"].Person = new Person
        {
            NationalId = new NationalId { Number = "100" },
            Death = new Death { Date = new Date { Year = 2026 }, Provenance = _payrolls.Provenance() },
            Provenance = _payrolls.Provenance(),
        };

        var person = (await AskAsync("100")).Person;

        Assert.Equal("registro", person.Provenance.System);
        Assert.Equal("planillas", person.Death.Provenance.System);
    }

    [Fact]
    public async Task System_that_is_down_is_named_and_the_others_facts_are_there()
    {
        _payrolls.IsDown = true;

        var records = await AskAsync("100");

        Assert.Single(records.Employment);
        var issue = Assert.Single(records.Issues);
        Assert.Equal(("planillas", "", FactKind.Employment), (issue.RecordSource, issue.RecordKey, issue.Kind));
    }

    [Fact]
    public async Task System_that_hangs_is_named_after_its_time_and_the_others_facts_are_there()
    {
        var answers = new TaskCompletionSource();
        _register.HangsUntil = answers.Task;

        var records = await AskAsync("100");

        Assert.Equal("2", Assert.Single(records.Employment).EmployerNumber);
        Assert.Equal(["registro", "registro"], records.Issues.Select(issue => issue.RecordSource));
    }

    [Fact]
    public async Task Person_unknown_to_those_that_answer_is_not_called_unknown_while_one_is_down()
    {
        _payrolls.IsDown = true;

        var failure = await Assert.ThrowsAsync<RpcException>(() => AskAsync("999"));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    [Fact]
    public async Task Batch_says_for_each_person_whether_it_can_tell()
    {
        _payrolls.IsDown = true;
        using var call = _hub.BatchGetRecords(deadline: DateTime.UtcNow.AddSeconds(20));
        foreach (var (number, i) in new[] { "100", "999" }.Select((number, i) => (number, i)))
            await call.RequestStream.WriteAsync(new BatchGetRecordsRequest { CorrelationId = i, NationalId = new NationalId { Number = number } });
        await call.RequestStream.CompleteAsync();

        var answers = new Dictionary<long, BatchGetRecordsResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers[answer.CorrelationId] = answer;

        Assert.True(answers[0].Records.Found);
        Assert.Equal((int)StatusCode.Unavailable, answers[1].Error.Code);
    }

    [Fact]
    public async Task All_systems_down_is_unavailable()
    {
        _payrolls.IsDown = _register.IsDown = true;

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => AskAsync("100"))).StatusCode);
    }

    [Fact]
    public async Task System_that_was_down_at_the_start_is_opened_later()
    {
        var late = new ScriptedSystem("tardío", FactKind.Employment) { IsDown = true };
        late.Knows("100").Employment.Add(new EmploymentRecord { EmployerNumber = "3", Provenance = late.Provenance() });
        await using var adapter = await RunningAdapter.StartAsync(SeveralSystems.Of(_ => _register, _ => late));
        var hub = adapter.ClientOf("hub");
        var question = new GetRecordsRequest { NationalId = new NationalId { Number = "100" } };
        Assert.Single((await hub.GetRecordsAsync(question)).Records.Issues);

        late.IsDown = false;

        await WaitFor.TrueAsync(() => hub.GetRecords(question).Records.Employment.Count == 2, "the system that came late");
    }

    private async Task<PersonRecords> AskAsync(string number, params FactKind[] kinds)
    {
        var request = new GetRecordsRequest { NationalId = new NationalId { Number = number }, Kinds = { kinds } };
        return (await _hub.GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20))).Records;
    }
}

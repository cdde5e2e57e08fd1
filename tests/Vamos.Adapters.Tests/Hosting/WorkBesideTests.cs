namespace Vamos.Adapters.Tests.Hosting;

using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What an adapter does beside answering must not take the answers with it.</summary>
public sealed class WorkBesideTests
{
    [Fact]
    public async Task Work_that_fails_in_a_way_that_nobody_foresaw_begins_again_and_the_answers_go_on()
    {
        var institution = new Stumbling();
        await using var adapter = await RunningAdapter.StartAsync(_ => institution);

        await WaitFor.TrueAsync(() => institution.Begun >= 3, "the work to begin again");
        var answer = await adapter.ClientOf("hub").GetRecordsAsync(
            new GetRecordsRequest { NationalId = new NationalId { Number = "7100001" } }, deadline: DateTime.UtcNow.AddSeconds(10));

        Assert.True(answer.Records.Found);
        Assert.Contains(adapter.Logs.Entries, entry => entry is { Id.Id: 3008, Level: LogLevel.Error });
    }

    private sealed class Stumbling : IInstitutionAdapter
    {
        private readonly ScriptedSystem _system = new("padron", FactKind.Schooling);
        private int _begun;

        public Stumbling() => _system.Knows("7100001");

        public int Begun => Volatile.Read(ref _begun);

        public DescribeResponse Describe() => _system.Describe();

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
            IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken) => _system.GetRecordsAsync(people, kinds, cancellationToken);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _begun);
            throw new InvalidOperationException("Nobody thought of this.");
        }
    }
}

namespace Vamos.Adapters.Tests.Certification;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Systems;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>An adapter that is made with the kit, of two legacy systems with a change feed, keeps to the contract by the kit's doing.</summary>
public sealed class KitCertificationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-kit-");

    [Fact]
    public async Task Adapter_of_two_systems_with_changes_passes_every_check()
    {
        await using var adapter = await RunningAdapter.StartAsync(SeveralSystems.Of(
            _ => new Register("escuelas", FactKind.Schooling, Changes("escuelas")), _ => new Register("ganado", FactKind.Livestock, Changes("ganado"))));

        var certified = await Certified.RunAsync(adapter.Host.Port, Expectations);

        Assert.True(certified.ExitCode == 0, certified.Output + certified.Errors);
        Assert.Equal(["changes-not-offered"], certified.Skipped);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The second change is the other system's.
    private string Expectations => $$"""
        people:
          - national_id: 7100001
            records: { school_enrollments: [{ year: 2026 }], livestock: [{ cattle: 7 }] }
          - 7100002
        unknown: [7100009, A-7100001]
        changes:
          command: |
            if [ -s '{{Changes("escuelas")}}' ] && [ ! -s '{{Changes("ganado")}}' ]; then to=ganado; else to=escuelas; fi
            echo $VAMOS_PERSON >> '{{_folder.FullName}}'/$to
          people: [7100001, 7100002]
          within: 5s
        timeouts: { idle: 200ms, sign_of_life: 5s }
        """;

    private string Changes(string system) => Path.Combine(_folder.FullName, system);

    private sealed class Register(string system, FactKind kind, string changes) : IInstitutionAdapter, IChangeSource
    {
        private readonly RecentChanges _changes = new(TimeProvider.System);
        private int _seen;

        public DescribeResponse Describe() => new()
        {
            Institution = "mds",
            DisplayName = "Ministerio de Pruebas",
            AdapterVersion = "1.0",
            ContractVersion = "vamos.adapter.v1",
            BatchSize = 50,
            WatchesChanges = true,
            OfferedFacts =
            {
                new OfferedFact { Kind = kind, System = system, Freshness = new Duration(), TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) },
            },
        };

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonRecords>>([.. people.Select(person => Answer(person, kinds))]);

        public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken)
        {
            lock (_changes)
            {
                foreach (var number in File.Exists(changes) ? File.ReadAllLines(changes).Skip(_seen) : [])
                {
                    _seen++;
                    _changes.Add(new NationalId { Number = number }, FactKinds.Of(kind));
                }

                return Task.FromResult(_changes.Read(position));
            }
        }

        private PersonRecords Answer(NationalId person, FactKinds kinds)
        {
            var records = new PersonRecords { NationalId = person, Found = person is { Letter: "", Number: "7100001" or "7100002" } };
            var provenance = new Provenance { Institution = "mds", System = system, AsOf = new Timestamp { Seconds = 1_750_000_000 } };
            if (records.Found && kinds.Contains(kind) && kind == FactKind.Schooling)
                records.SchoolEnrollments.Add(new SchoolEnrollment { Year = 2026, Provenance = provenance });
            if (records.Found && kinds.Contains(kind) && kind == FactKind.Livestock)
                records.Livestock.Add(new LivestockHolding { Cattle = 7, Provenance = provenance });
            return records;
        }
    }
}

namespace MyAdapter;

using System.Text;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The register of pupils, a text file that the institution's system writes anew from time to time. It is read as a whole and kept in memory; put
/// your database, your service or your files in its place.
/// </summary>
public sealed class RegisterAdapter(RegisterSettings settings, QuarantineStore quarantine, TimeProvider time) : IInstitutionAdapter, IChangeSource
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly RecentChanges _changes = new(time);
    private volatile Dictionary<NationalId, PersonRecords>? _people;
    private DateTime _read;

    public static Func<IServiceProvider, IInstitutionAdapter> With(RegisterSettings settings) => services =>
        new RegisterAdapter(settings, services.GetRequiredService<QuarantineStore>(), services.GetRequiredService<TimeProvider>());

    // What the hub learns about you: which kinds of fact, how old they are at most, how fast you answer.
    public DescribeResponse Describe() => new()
    {
        Institution = RegisterLine.Institution,
        DisplayName = "institution-title",
        AdapterVersion = "1.0.0",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = 500,
        WatchesChanges = true,
        OfferedFacts =
        {
            new OfferedFact
            {
                Kind = FactKind.Schooling,
                System = RegisterLine.System,
                Freshness = Duration.FromTimeSpan(TimeSpan.FromDays(1)),
                TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5)),
            },
        },
    };

    // Called until it succeeds. Say by a LegacySystemException why it does not; the operator reads that in the log.
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        Read();
        return Task.CompletedTask;
    }

    // All people of a batch at once: with a database this is one statement, not one for each.
    public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var known = _people ?? throw new LegacySystemException("the register has not been read");
        IReadOnlyList<PersonRecords> answers =
            [.. people.Select(id => known.TryGetValue(id, out var records) ? records.Clone() : new PersonRecords { NationalId = id })];
        return Task.FromResult(answers);
    }

    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) => Task.FromResult(_changes.Read(position));

    // Beside the answering: look whether the file was written anew.
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_people is not null && File.GetLastWriteTimeUtc(settings.File) != _read)
                Read();
        }
    }

    private void Read()
    {
        var people = new Dictionary<NationalId, PersonRecords>();
        try
        {
            _read = File.GetLastWriteTimeUtc(settings.File);
            foreach (var (text, i) in File.ReadLines(settings.File, Encoding.Latin1).Skip(1).Select((text, i) => (text, i)))
            {
                var line = RegisterLine.Translate(text, number: i + 2, asOf: _read);
                if (line.Issues.Count != 0)
                    quarantine.SetAside(new SetAsideRow(RegisterLine.System, line.Key, line.Issues));
                if (line.Subject is not { } subject)
                    continue;
                if (!people.TryGetValue(subject, out var records))
                    people[subject] = records = new PersonRecords { NationalId = subject, Found = true };
                if (line.Enrollment is not null)
                    records.SchoolEnrollments.Add(line.Enrollment);
                records.Issues.Add(line.Issues);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LegacySystemException("the register cannot be read", e);
        }

        var before = _people;
        _people = people;
        foreach (var id in before is null ? [] : before.Keys.Union(people.Keys).Where(id => !Same(before, people, id)))
            _changes.Add(id, FactKinds.Of(FactKind.Schooling));
    }

    private static bool Same(Dictionary<NationalId, PersonRecords> before, Dictionary<NationalId, PersonRecords> after, NationalId id) =>
        before.TryGetValue(id, out var old) && after.TryGetValue(id, out var now) && Undated(old).SequenceEqual(Undated(now));

    private static IEnumerable<SchoolEnrollment> Undated(PersonRecords records) =>
        records.SchoolEnrollments.Select(enrollment => new SchoolEnrollment(enrollment) { Provenance = null });
}

namespace Vamos.Hub.Fips.RegistrySource;

using System.Data.Common;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Hub.Fips.Store;
using Vamos.Hub.Sources;

/// <summary>
/// The registry of household forms as a source like any other: whoever needs a household's facts asks the sources, and a new form makes the hubs forget
/// what they kept, the way any institution's change does.
/// </summary>
public sealed class RegistryLine(FormStore store, TimeProvider time) : IAdapterLine
{
    private const string Use = "source";
    private const int ChangesAtOnce = 500;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SignEvery = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public Task<DescribeResponse> DescribeAsync(DateTime deadline, CancellationToken cancellation) => Task.FromResult(new DescribeResponse
    {
        Institution = FormNames.Institution,
        DisplayName = "Sistema Integrado de Información Social",
        AdapterVersion = typeof(RegistryLine).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        OfferedFacts =
        {
            new OfferedFact
            {
                Kind = FactKind.Household,
                System = FormNames.System,
                Freshness = new Duration(),
                TypicalLatency = Duration.FromTimeSpan(LookEvery / 100),
            },
        },
        BatchSize = 200,
        WatchesChanges = true,
    });

    /// <inheritdoc />
    public async Task<PersonRecords?> GetRecordsAsync(NationalId person, IReadOnlySet<FactKind> kinds, DateTime deadline, CancellationToken cancellation) =>
        (await ReadAsync([person], deadline, cancellation))[0];

    /// <inheritdoc />
    public async Task GetManyAsync(
        IReadOnlyList<NationalId> people,
        IReadOnlySet<FactKind> kinds,
        Action<BatchGetRecordsResponse> take,
        DateTime deadline,
        CancellationToken cancellation)
    {
        var records = await ReadAsync(people, deadline, cancellation);
        for (var i = 0; i < records.Length; i++)
            take(new BatchGetRecordsResponse { CorrelationId = i, Records = records[i] });
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WatchChangesResponse> WatchAsync(ByteString token, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = await ReachedAsync(store.HeadAsync(cancellation));
        var position = token.IsEmpty
            ? head
            : store.Tokens.Read(token.Span, Use) ?? throw new RpcException(new Status(StatusCode.InvalidArgument, "no token of this feed"));
        if (position > head)
            throw new RpcException(new Status(StatusCode.OutOfRange, "the registry was restored from an earlier state"));
        yield return SignOfLife(position);
        for (var signed = time.GetTimestamp(); ;)
        {
            var next = store.Signal.Next;
            var changes = await ReachedAsync(store.ChangesAsync(position, ChangesAtOnce, cancellation));
            foreach (var (seq, storedAt, people) in changes)
            {
                // Who breaks off between two people of one form must hear both again.
                foreach (var person in PeopleList.Read(people))
                    yield return Change(person, position, storedAt);
                position = seq;
            }

            if (changes.Count != 0 || time.GetElapsedTime(signed) >= SignEvery)
            {
                yield return SignOfLife(position);
                signed = time.GetTimestamp();
            }

            if (changes.Count < ChangesAtOnce)
                await store.Signal.WaitAsync(next, LookEvery, cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // the store is everybody's
    }

    private async Task<PersonRecords[]> ReadAsync(IReadOnlyList<NationalId> people, DateTime deadline, CancellationToken cancellation)
    {
        var households = await ReachedAsync(store.HouseholdsOfAsync([.. people.Select(person => person.Canonical())], cancellation), deadline);
        var now = time.GetUtcNow();
        return [.. people.Select((person, i) => new PersonRecords
        {
            NationalId = person,
            Found = households[i] is not null,
            Households = { households[i] is { } household ? [HouseholdFacts.Of(household.View(), now)] : Array.Empty<HouseholdRecord>() },
        })];
    }

    private async Task<T> ReachedAsync<T>(Task<T> reading, DateTime? deadline = null)
    {
        try
        {
            return deadline is { } end ? await reading.WaitAsync(Positive(end - time.GetUtcNow().UtcDateTime), time) : await reading;
        }
        catch (TimeoutException e)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "the registry is slow", e));
        }
        catch (DbException e)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the registry cannot be read", e));
        }
    }

    private WatchChangesResponse Change(NationalId person, long position, long storedAt) => new()
    {
        NationalId = person,
        Kinds = { FactKind.Household },
        ChangeTime = StoredTime.Of(storedAt),
        ResumeToken = Token(position),
    };

    private WatchChangesResponse SignOfLife(long position) => new()
    {
        ChangeTime = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
        ResumeToken = Token(position),
    };

    private ByteString Token(long position) => UnsafeByteOperations.UnsafeWrap(store.Tokens.Write(position, Use));

    private static TimeSpan Positive(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}

namespace Vamos.Hub.Sources;

using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;

/// <summary>
/// One institution's facts: kept from before, or asked for. A question belongs to all who wait for its answer, so it takes the source's own time and
/// not the caller's, and goes on when the caller leaves.
/// </summary>
public sealed class KeptFacts
{
    private readonly AdapterSource _source;
    private readonly CacheShelf<PersonRecords> _shelf;
    private readonly SourceSet _self;
    private readonly AnswerJudge _judge;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<uint, string> _scopes = new();

    internal KeptFacts(AdapterSource source, PersonCache cache, CacheShelf<PersonRecords> shelf, AnswerJudge judge, TimeProvider time)
    {
        _source = source;
        _shelf = shelf;
        _self = cache.SourcesOf(source.Institution);
        _judge = judge;
        _time = time;
    }

    /// <summary>What the source knows about one person.</summary>
    public async Task<SourceAnswer> AskAsync(
        NationalId person, IReadOnlySet<FactKind> kinds, CacheDemand demand, TimeSpan budget, CancellationToken cancellation)
    {
        var question = new Question(this, kinds);
        try
        {
            var asked = _shelf.GetAsync(person, ScopeOf(kinds), demand, (question, person), static (q, ends) => q.question.LoadAsync(q.person, ends), cancellation);
            var answer = asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WaitAsync(budget, _time, cancellation);
            return Told(answer, question.HopOf(person));
        }
        catch (TimeoutException)
        {
            return _judge.Failed(Grpc.Core.StatusCode.DeadlineExceeded) with { Hop = question.HopOf(person) };
        }
        catch (CacheBusyException)
        {
            return _judge.NotAskedNow("Too many questions wait for answers.");
        }
    }

    /// <summary>What the source knows about many people, in their order.</summary>
    public async Task<SourceAnswer[]> AskAsync(
        IReadOnlyList<NationalId> people, IReadOnlySet<FactKind> kinds, CacheDemand demand, TimeSpan budget, CancellationToken cancellation)
    {
        var question = new Question(this, kinds);
        try
        {
            var answers = await _shelf
                .GetManyAsync(people, ScopeOf(kinds), demand, question, static (q, missing, ends) => q.LoadAsync(missing, ends), cancellation)
                .AsTask().WaitAsync(budget, _time, cancellation);
            return [.. answers.Select((answer, i) => Told(answer, question.HopOf(people[i])))];
        }
        catch (TimeoutException)
        {
            return [.. people.Select(person => _judge.Failed(Grpc.Core.StatusCode.DeadlineExceeded) with { Hop = question.HopOf(person) })];
        }
        catch (CacheBusyException)
        {
            return [.. people.Select(_ => _judge.NotAskedNow("Too many questions wait for answers."))];
        }
    }

    private SourceAnswer Told(CacheAnswer<PersonRecords> answer, ExchangeHop? hop)
    {
        if (answer.IsFailure)
            return (SourceAnswer)answer.Failure with { Hop = hop };
        var provenance = new Provenance { Institution = _source.Institution, RetrievedAt = Timestamp.FromDateTimeOffset(answer.Entry.LoadedAt) };
        if (answer.IsFromCache)
        {
            provenance.FromCache = true;
            provenance.CacheAge = Duration.FromTimeSpan(answer.Age);
            provenance.Stale = answer.IsStale;
        }

        return _judge.Known(answer.Value, provenance) with { Hop = hop };
    }

    private string ScopeOf(IReadOnlySet<FactKind> kinds)
    {
        var bits = kinds.Aggregate(0u, (all, kind) => all | (1u << (int)kind));
        return _scopes.GetOrAdd(bits, static (bits, institution) => string.Create(CultureInfo.InvariantCulture, $"{institution}:{bits:x}"), _source.Institution);
    }

    private Loaded<PersonRecords> Keep(SourceAnswer answer) => answer switch
    {
        { Status.State: SourceState.NotFound } => Loaded.Nothing<PersonRecords>(_self),
        { Records: { } records, IsWhole: true } => Loaded.Found(records, _self),
        { Records: { } records } => Loaded.Found(records, _self) with { FreshFor = TimeSpan.Zero },
        _ => Loaded.Failed<PersonRecords>(answer),
    };

    /// <summary>One caller's question, and when the source was asked because of it.</summary>
    private sealed class Question(KeptFacts facts, IReadOnlySet<FactKind> kinds)
    {
        private readonly ConcurrentDictionary<NationalId, ExchangeHop> _hops = new();

        public ExchangeHop? HopOf(NationalId person) => _hops.GetValueOrDefault(person);

        public async Task<Loaded<PersonRecords>> LoadAsync(NationalId person, CancellationToken ends)
        {
            var answer = await facts._source.AskAsync(person, kinds, TimeSpan.MaxValue, ends);
            if (answer.Hop is { } hop)
                _hops[person] = hop;
            return facts.Keep(answer);
        }

        public async Task<IReadOnlyList<Loaded<PersonRecords>>> LoadAsync(IReadOnlyList<NationalId> people, CancellationToken ends)
        {
            var answers = await facts._source.AskManyAsync(people, kinds, TimeSpan.MaxValue, ends);
            for (var i = 0; i < answers.Length; i++)
            {
                if (answers[i].Hop is { } hop)
                    _hops[people[i]] = hop;
            }

            return Array.ConvertAll(answers, facts.Keep);
        }
    }
}

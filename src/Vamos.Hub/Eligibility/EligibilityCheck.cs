namespace Vamos.Hub.Eligibility;

using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Sources;
using Vamos.Programmes;
using Vamos.Programmes.Facts;
using Facts = Vamos.Programmes.Facts;
using SourceAnswer = Vamos.Hub.Sources.SourceAnswer;

/// <summary>
/// Judges people by the rules of programmes, from facts of the institutions that own them. Decisions are kept until a source tells of a change; they
/// are made of all that the agreement covers, and masked behind this.
/// </summary>
public sealed class EligibilityCheck
{
    private const int MostQuestions = 4_096;

    private static readonly TimeSpan LongestReserve = TimeSpan.FromMilliseconds(250);

    private readonly SourceRegistry _sources;
    private readonly PersonCache _cache;
    private readonly TimeProvider _time;
    private readonly CacheShelf<EligibilityDecision> _decisions;
    private readonly ConcurrentDictionary<(ProgrammeBook, PublishedProgramme, DateOnly, IReadOnlySet<string>), Question> _questions = new();

    /// <param name="sources">Where facts come from.</param>
    /// <param name="cache">Keeps decisions.</param>
    /// <param name="policy">How long.</param>
    /// <param name="time">The clock.</param>
    public EligibilityCheck(SourceRegistry sources, PersonCache cache, CachePolicy policy, TimeProvider time)
    {
        _sources = sources;
        _cache = cache;
        _time = time;
        _decisions = cache.Shelf("decisions", policy, EligibilityDecision.Parser);
    }

    /// <summary>Judges one person.</summary>
    /// <param name="person">The person, in canonical form.</param>
    /// <param name="book">The rules.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="asOf">The day whose rules and facts apply.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async ValueTask<Decided> JudgeAsync(
        NationalId person,
        ProgrammeBook book,
        PublishedProgramme programme,
        DateOnly asOf,
        IReadOnlySet<string> covered,
        CacheDemand demand,
        TimeSpan timeLeft,
        CancellationToken cancellation)
    {
        var question = QuestionOf(book, programme, asOf, covered);
        var gathering = new Gathering(this, question, demand);
        var began = _time.GetUtcNow();
        try
        {
            var asked = _decisions.GetAsync(person, question.Scope, demand, (gathering, person), static (g, ends) => g.gathering.JudgeAsync(g.person, ends), cancellation);
            var answer = asked.IsCompletedSuccessfully ? asked.Result : await asked.AsTask().WaitAsync(timeLeft - Reserve(timeLeft), _time, cancellation);
            // Somebody else's load may have taken older facts than this caller accepts.
            if (!answer.IsFailure && IsTooOld(answer.Value!, demand, began))
            {
                answer = await _decisions
                    .GetAsync(person, question.Scope, new CacheDemand(TimeSpan.Zero), (gathering, person), static (g, ends) => g.gathering.JudgeAsync(g.person, ends), cancellation)
                    .AsTask().WaitAsync(timeLeft - Reserve(timeLeft), _time, cancellation);
            }

            return new Decided(answer, gathering.Trace(person));
        }
        catch (Exception e) when (e is TimeoutException or CacheBusyException)
        {
            return await gathering.JudgeOnWhatIsKnownAsync(person, cancellation);
        }
    }

    /// <summary>Judges many people in one go, in their order.</summary>
    public async Task<Decided[]> JudgeAsync(
        IReadOnlyList<NationalId> people,
        ProgrammeBook book,
        PublishedProgramme programme,
        DateOnly asOf,
        IReadOnlySet<string> covered,
        CacheDemand demand,
        CancellationToken cancellation)
    {
        var question = QuestionOf(book, programme, asOf, covered);
        var gathering = new Gathering(this, question, demand);
        try
        {
            var answers = await _decisions.GetManyAsync(
                people, question.Scope, demand, gathering, static (g, missing, ends) => g.JudgeAsync(missing, ends), cancellation);
            return [.. answers.Select((answer, i) => new Decided(answer, gathering.Trace(people[i])))];
        }
        catch (Exception e) when (e is TimeoutException or CacheBusyException)
        {
            return await gathering.JudgeOnWhatIsKnownAsync(people, cancellation);
        }
    }

    private static TimeSpan Reserve(TimeSpan timeLeft)
    {
        var part = timeLeft / 5;
        return part < LongestReserve ? part : LongestReserve;
    }

    private Question QuestionOf(ProgrammeBook book, PublishedProgramme programme, DateOnly asOf, IReadOnlySet<string> covered)
    {
        if (_questions.TryGetValue((book, programme, asOf, covered), out var known))
            return known;
        // Days, rules and agreements come and go; those that count now are made anew at once.
        if (_questions.Count >= MostQuestions)
            _questions.Clear();
        return _questions.GetOrAdd(
            (book, programme, asOf, covered),
            key => new Question(key.Item1, key.Item2, key.Item3, key.Item4, _sources.All.Select(source => source.Institution), _cache));
    }

    private static bool IsTooOld(EligibilityDecision decision, CacheDemand demand, DateTimeOffset began) =>
        demand.MaxAge is { } bound && began - decision.Provenance.RetrievedAt.ToDateTimeOffset() > bound + Tolerance;

    // what passes between asking the sources and asking how old they are
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>One caller's gathering of facts and judging, and which sources were asked because of it.</summary>
    private sealed class Gathering(EligibilityCheck check, Question question, CacheDemand demand)
    {
        // of what is kept nobody needs one
        private ConcurrentDictionary<NationalId, ExchangeRecord>? _traces;

        public ExchangeRecord Trace(NationalId person) => Volatile.Read(ref _traces)?.GetValueOrDefault(person) ?? new ExchangeRecord();

        public async Task<Loaded<EligibilityDecision>> JudgeAsync(NationalId person, CancellationToken ends)
        {
            var answers = await check._sources.AskAllAsync(person, question.Kinds, question.Covered, demand, Timeout.InfiniteTimeSpan, ends);
            return Judge(person, answers, check._sources.Offers);
        }

        public async Task<IReadOnlyList<Loaded<EligibilityDecision>>> JudgeAsync(IReadOnlyList<NationalId> people, CancellationToken ends)
        {
            var answers = await check._sources.AskAllAsync(people, question.Kinds, question.Covered, demand, Timeout.InfiniteTimeSpan, ends);
            var offers = check._sources.Offers;
            return [.. people.Select((person, i) => Judge(person, answers[i], offers))];
        }

        /// <summary>What can be said of a person when the time was up: on the facts of those who had answered.</summary>
        public async Task<Decided> JudgeOnWhatIsKnownAsync(NationalId person, CancellationToken cancellation)
        {
            var answers = await check._sources.AskAllAsync(person, question.Kinds, question.Covered, demand, TimeSpan.Zero, cancellation);
            return new(Judge(person, answers, check._sources.Offers).Value!, Trace(person));
        }

        /// <summary>The same of many people.</summary>
        public async Task<Decided[]> JudgeOnWhatIsKnownAsync(IReadOnlyList<NationalId> people, CancellationToken cancellation)
        {
            var answers = await check._sources.AskAllAsync(people, question.Kinds, question.Covered, demand, TimeSpan.Zero, cancellation);
            var offers = check._sources.Offers;
            return [.. people.Select((person, i) => new Decided(Judge(person, answers[i], offers).Value!, Trace(person)))];
        }

        private Loaded<EligibilityDecision> Judge(NationalId person, SourceAnswer[] answers, FactOffers offers)
        {
            LazyInitializer.EnsureInitialized(ref _traces)[person] = answers.Trace();
            var facts = PersonFacts.Of(person, Array.ConvertAll(answers, answer => new Facts.SourceAnswer(answer.Status, answer.Records)), offers);
            var decision = question.Programme.Judge(facts, question.AsOf);
            decision.Provenance = new Provenance
            {
                Institution = "hub",
                System = "elegibilidad",
                AsOf = Timestamp.FromDateTimeOffset(check._time.GetUtcNow()),
                RetrievedAt = Oldest(answers) ?? Timestamp.FromDateTimeOffset(check._time.GetUtcNow()),
                Stale = answers.Any(answer => answer.Status.Provenance is { Stale: true }),
            };
            var found = Loaded.Found(decision, question.DependsOn) with { KnownSince = decision.Provenance.RetrievedAt.ToDateTimeOffset() };
            // A decision that lacks an institution's word is not kept: it may come any moment.
            return answers.All(answer => answer.Status.State == SourceState.NotAsked || answer.IsWhole) ? found : found with { FreshFor = TimeSpan.Zero };
        }

        private static Timestamp? Oldest(SourceAnswer[] answers) =>
            answers.Select(answer => answer.Status.Provenance?.RetrievedAt).Where(moment => moment is not null).MinBy(moment => moment!.ToDateTimeOffset());
    }
}

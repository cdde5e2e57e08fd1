namespace Vamos.Benchmarks;

using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Hub.Eligibility;
using Vamos.Trust.Agreements.Fields;

/// <summary>The way of a kept decision to its caller: found in the process, made the caller's own, masked.</summary>
public class AnswerBenchmarks
{
    private const string Scope = "pension-universal|20260701|benchmark|mds,mtess,mspbs";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-benchmarks-").FullName;
    private readonly FieldGrant _whole = FieldGrant.Compile(CheckEligibilityResponse.Descriptor, ["decision.*"]);
    private readonly FieldGrant _narrow = FieldGrant.Compile(
        CheckEligibilityResponse.Descriptor, ["decision.verdict", "decision.criteria.outcome", "decision.sources"]);
    private PersonCache _cache = null!;
    private CacheShelf<EligibilityDecision> _shelf = null!;
    private Decided _decided = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _cache = PersonCache.Open(
            new CacheSettings { KeyDirectory = _folder }, _services.GetRequiredService<IMeterFactory>(), TimeProvider.System, NullLogger<PersonCache>.Instance);
        var policy = new CachePolicy(TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        _shelf = _cache.Shelf("benchmark", policy, EligibilityDecision.Parser);
        var sources = _cache.SourcesOf("mds", "mtess", "mspbs");
        await _shelf.GetAsync(
            Sample.Person, Scope, new CacheDemand(), sources, (s, _) => Task.FromResult(Loaded.Found(Sample.Decision(), s)), CancellationToken.None);
        Check.That(_shelf.TryGet(Sample.Person, Scope, new CacheDemand(), out var kept) && kept.IsFromCache, "the decision is kept");
        _decided = new Decided(kept, new ExchangeRecord());

        var before = kept.Value!.Clone();
        Check.That(MaskedNarrow().Decision is { Criteria.Count: not 0, RulesVersion: "" }, "what is not granted is removed");
        Check.That(MaskedWhole().Decision is { Criteria.Count: not 0, RulesVersion: not "", Provenance.FromCache: true }, "what is granted stays");
        Check.That(kept.Value.Equals(before), "masks do not touch what is kept");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _cache.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public bool FoundInProcess() => _shelf.TryGet(Sample.Person, Scope, new CacheDemand(), out _);

    [Benchmark]
    public EligibilityDecision OwnVerdict() => _decided.For(DecisionView.Verdict);

    [Benchmark]
    public EligibilityDecision OwnFull() => _decided.For(DecisionView.Full);

    [Benchmark]
    public CheckEligibilityResponse MaskedWhole() => Masked(_whole);

    [Benchmark]
    public CheckEligibilityResponse MaskedNarrow() => Masked(_narrow);

    // a mask changes its message, so each gets its own: subtract OwnFull
    private CheckEligibilityResponse Masked(FieldGrant grant)
    {
        var response = new CheckEligibilityResponse { Decision = _decided.For(DecisionView.Full) };
        grant.Apply(response, grant.Releases());
        return response;
    }
}

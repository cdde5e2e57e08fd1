namespace Vamos.Benchmarks;

using BenchmarkDotNet.Attributes;
using Vamos.Eligibility.V1;
using Vamos.Programmes;
using Vamos.Programmes.Facts;

/// <summary>One person judged by one programme, when the facts are there.</summary>
public class RuleBenchmarks
{
    private PublishedProgramme _programme = null!;
    private PersonFacts _facts = null!;

    [ParamsSource(nameof(Codes))]
    public string Programme { get; set; } = "";

    public static IEnumerable<string> Codes => Sample.Book.Programmes.Select(programme => programme.Code);

    [GlobalSetup]
    public void Setup()
    {
        _programme = Sample.Book.Find(Programme)!;
        _facts = Sample.Facts();
        var (full, verdict) = (Full(), Verdict());
        Check.That(full.Criteria.Count != 0 && verdict.Criteria.Count == 0, "the full view has criteria, the other none");
        Check.That(full.Verdict != Eligibility.V1.Verdict.Unspecified && full.Verdict == verdict.Verdict, "both views say the same");
    }

    [Benchmark]
    public EligibilityDecision Full() => _programme.Judge(_facts, Sample.Day, DecisionView.Full);

    [Benchmark]
    public EligibilityDecision Verdict() => _programme.Judge(_facts, Sample.Day, DecisionView.Verdict);
}

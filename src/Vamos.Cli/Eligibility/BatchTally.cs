namespace Vamos.Cli.Eligibility;

using Vamos.Cli.Reports;

/// <summary>How many verdicts of each kind there are, and for which reasons.</summary>
internal sealed class BatchTally
{
    private readonly SortedDictionary<string, long> _verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Verdict, string Reason), long> _reasons = [];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(string verdict, string reasons)
    {
        Interlocked.Increment(ref _count);
        var name = verdict.Length == 0 ? "no decision" : verdict;
        lock (_reasons)
        {
            _verdicts[name] = _verdicts.GetValueOrDefault(name) + 1;
            foreach (var reason in reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _reasons[(name, reason)] = _reasons.GetValueOrDefault((name, reason)) + 1;
        }
    }

    public IEnumerable<Section> Sections() =>
    [
        Section.Of("Verdicts", _verdicts, ("Verdict", v => v.Key), ("People", v => $"{v.Value}"), ("Share", v => $"{100.0 * v.Value / Count:0.0} %")),
        Section.Of(
            "Reasons",
            _reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Reason, StringComparer.Ordinal).Take(20),
            ("Verdict", r => r.Key.Verdict),
            ("Criterion", r => r.Key.Reason),
            ("People", r => $"{r.Value}")),
    ];
}

namespace Vamos.Hub.Protection;

using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Sources;
using Facts = Vamos.Programmes.Facts;

/// <summary>What the sources said about everybody of a household.</summary>
internal sealed class AskedPeople
{
    private readonly Dictionary<NationalId, Facts.SourceAnswer[]> _said = [];
    private readonly List<SourceAnswer> _all = [];

    /// <summary>The people, in the order in which they were asked about.</summary>
    public IEnumerable<NationalId> People => _said.Keys;

    /// <summary>Takes the answers about one of them, as the caller's own.</summary>
    public void Add(NationalId person, SourceAnswer[] answers)
    {
        _all.AddRange(answers);
        _said[person] = Array.ConvertAll(answers, answer => new Facts.SourceAnswer(answer.Status.Clone(), answer.OwnRecords()));
    }

    /// <summary>The answers about one of them.</summary>
    public IReadOnlyList<Facts.SourceAnswer> About(NationalId person) => _said[person];

    /// <summary>Each source's state over all of them: the worst, since what it did not say about one is missing from the whole.</summary>
    public IEnumerable<SourceStatus> Sources => _all
        .GroupBy(answer => answer.Status.Institution)
        .Select(same => same.MaxBy(answer => Gravity(answer.Status.State))!.Status.Clone());

    /// <summary>What the exchange log is to say. One question about many people is one hop.</summary>
    public ExchangeRecord Trace()
    {
        var trace = _all.Trace();
        var hops = trace.Hops.DistinctBy(hop => (hop.Institution, hop.RequestTime)).ToList();
        trace.Hops.Clear();
        trace.Hops.Add(hops);
        return trace;
    }

    private static int Gravity(SourceState state) => state switch
    {
        SourceState.NotAsked => 0,
        SourceState.NotFound => 1,
        SourceState.Ok => 2,
        SourceState.Partial => 3,
        _ => 4,
    };
}

namespace Vamos.Network.Search;

using System.Numerics;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;

/// <summary>One search: every service is looked at once, the best of them are kept, and for those reasons are given.</summary>
internal sealed class ServiceSearch
{
    private static readonly uint HouseholdBit = IndexedService.BitOf(LifeCycleCategory.Household);
    private static readonly int LastCategory = Enum.GetValues<LifeCycleCategory>().Max(category => (int)category);

    private readonly ServiceQuery _query;
    private readonly IndexState _state;
    private readonly District? _district;
    private readonly int _districtPosition = -1;
    private readonly uint _department;
    private readonly uint _neighbours;
    private readonly uint _packages;
    private readonly uint _pillars;
    private readonly uint _categories;
    private readonly WordMatch? _words;
    private readonly uint[] _gapsOf = new uint[LastCategory + 1];
    private readonly uint _personal;

    public ServiceSearch(ServiceQuery query, IndexState state)
    {
        _query = query;
        _state = state;
        _district = TerritoryCatalogue.Paraguay.FindDistrict(query.DistrictCode);
        if (_district is not null)
        {
            _districtPosition = Offerings.Reach.PositionOf(_district.Code);
            _department = Offerings.Reach.BitOf(_district.Department.Code);
            _neighbours = query.NeighbourDepartments.Aggregate(0u, (bits, code) => bits | Offerings.Reach.BitOf(code));
        }

        _packages = Bits(query.Packages);
        _pillars = Bits(query.Pillars);
        _categories = Bits(query.Categories);
        _words = WordMatch.Of(query.Text, state.Words);
        foreach (var need in query.Needs?.Needs ?? [])
        {
            var bit = KnownProtection.Bits([need.Code]);
            if (need.Whose == NeedOf.Household)
            {
                _gapsOf[(int)LifeCycleCategory.Household] |= bit;
                _gapsOf[(int)LifeCycleCategory.Environment] |= bit;
            }
            else
            {
                _gapsOf[(int)need.Category] |= bit;
                _personal |= bit;
            }
        }
    }

    public SearchPage Run(Func<string, string> programmeName)
    {
        List<Candidate> candidates = [];
        List<Candidate> neighbours = [];
        var best = Enumerable.Repeat(ReachedBy.Nothing, KnownProtection.All.Length).ToArray();
        foreach (var indexed in _state.Services)
        {
            if (!Passes(indexed, out var closed, out var score))
                continue;
            var reach = ReachOf(indexed);
            if (reach == ReachedBy.Nothing)
                continue;
            var candidate = new Candidate(indexed, closed, reach, DistanceOf(indexed), score);
            (reach == ReachedBy.Neighbour ? neighbours : candidates).Add(candidate);
            if (reach != ReachedBy.Neighbour)
                Note(best, closed, reach);
        }

        // what serves other territories counts only where nothing that serves this one closes the gap
        foreach (var candidate in neighbours)
        {
            if (Unreached(candidate.Closed, best) is not 0 and var closed)
                candidates.Add(candidate with { Closed = closed });
        }

        return Page(candidates, new MatchReasons(_query, _district, best, programmeName));
    }

    private bool Passes(IndexedService indexed, out uint closed, out int score)
    {
        (closed, score) = (0, 0);
        var service = indexed.Service;
        if (!indexed.IsOffered(_query.Day)
            || (_packages != 0 && (_packages & (1u << (int)service.Package)) == 0)
            || (_pillars != 0 && (_pillars & (1u << (int)service.Pillar)) == 0)
            || (_categories != 0 && (_categories & indexed.Categories) == 0))
        {
            return false;
        }

        if (_query.Needs is not null)
        {
            closed = Closed(indexed);
            if (closed == 0 && _words is null)
                return false;
        }

        return _words is null || (score = _words.Score(indexed.Terms)) != 0;
    }

    private uint Closed(IndexedService indexed)
    {
        if (indexed.Gaps == 0)
            return 0;
        var gaps = (indexed.Categories & HouseholdBit) != 0 ? _personal : 0u;
        for (var rest = indexed.Categories; rest != 0; rest &= rest - 1)
            gaps |= _gapsOf[Math.Min(BitOperations.TrailingZeroCount(rest), LastCategory)];
        return gaps & indexed.Gaps;
    }

    private ReachedBy ReachOf(IndexedService indexed)
    {
        if (_district is null || indexed.Reach.NamesDistrict(_districtPosition))
            return _district is null ? ReachedBy.Country : ReachedBy.District;
        return indexed.Reach.NamesDepartment(_department) ? ReachedBy.Department
            : indexed.Reach.IsNational ? ReachedBy.Country
            : _query.Needs is not null && IsNextDoor(indexed) ? ReachedBy.Neighbour
            : ReachedBy.Nothing;
    }

    private bool IsNextDoor(IndexedService indexed) => indexed.Reach.NamesDepartment(_neighbours) || (indexed.DeliveredInDepartment & _neighbours) != 0;

    private Distance DistanceOf(IndexedService indexed) =>
        indexed.DeliveredInDepartment == 0 || _district is null ? Distance.NotSaid
        : indexed.DeliveredIn == _districtPosition ? Distance.SameDistrict
        : (indexed.DeliveredInDepartment & _department) != 0 ? Distance.SameDepartment
        : (indexed.DeliveredInDepartment & _neighbours) != 0 ? Distance.NeighbourDepartment
        : Distance.Elsewhere;

    private static void Note(ReachedBy[] best, uint closed, ReachedBy reach)
    {
        for (var rest = closed; rest != 0; rest &= rest - 1)
        {
            ref var known = ref best[BitOperations.TrailingZeroCount(rest)];
            known = reach < known ? reach : known;
        }
    }

    private static uint Unreached(uint closed, ReachedBy[] best)
    {
        var unreached = 0u;
        for (var rest = closed; rest != 0; rest &= rest - 1)
        {
            var gap = BitOperations.TrailingZeroCount(rest);
            if (best[gap] == ReachedBy.Nothing)
                unreached |= 1u << gap;
        }

        return unreached;
    }

    private SearchPage Page(List<Candidate> candidates, MatchReasons reasons)
    {
        // the worst of those kept is the first to go
        var kept = new PriorityQueue<Candidate, RankedAt>(Comparer<RankedAt>.Create((a, b) => b.CompareTo(a)));
        foreach (var candidate in candidates)
        {
            var at = new RankedAt(candidate.Rank(_query.Now), candidate.Indexed.Service.ServiceId);
            if (_query.After is { } after && at <= after)
                continue;
            if (kept.Count <= _query.PageSize)
                kept.Enqueue(candidate, at);
            else
                kept.EnqueueDequeue(candidate, at);
        }

        var ordered = kept.UnorderedItems.OrderBy(item => item.Priority).ToList();
        var page = ordered.Take(_query.PageSize).ToList();
        return new SearchPage(
            [.. page.Select(item => reasons.Match(item.Element))],
            ordered.Count > page.Count && page.Count != 0 ? page[^1].Priority : null);
    }

    private static uint Bits<T>(IReadOnlyCollection<T> values) where T : struct, Enum =>
        values.Aggregate(0u, (bits, value) => bits | (1u << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
}

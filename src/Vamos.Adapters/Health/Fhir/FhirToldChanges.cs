namespace Vamos.Adapters.Health.Fhir;

using System.Security.Cryptography;

/// <summary>
/// Which changes were told behind the moments of the last positions, so that they are not told again with every look. When it is forgotten, by a
/// new start or because others came since, the changes of the overlap are told once more.
/// </summary>
internal sealed class FhirToldChanges
{
    private const int MostPages = 64;
    private const int MostKeys = 500_000;

    // Positions of an earlier process must not be taken for our own.
    private readonly string _process = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private long _next;
    private int _keys;

    /// <summary>The changes told up to a position.</summary>
    public HashSet<string> At(FhirPosition position)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(position.Memory, out var page)
                ? new HashSet<string>(page.Before.Concat(page.Told.Take(position.Told)), StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Remembers a page; the name by which positions refer to it, empty when there is nothing to remember.</summary>
    public string Remember(IReadOnlyCollection<string> before, IReadOnlyList<string> told)
    {
        if (before.Count == 0 && told.Count == 0)
            return "";
        lock (_lock)
        {
            var name = $"{_process}-{_next++}";
            _pages[name] = new Page(before, told);
            _order.Enqueue(name);
            _keys += _pages[name].Count;
            while (_order.Count > 1 && (_order.Count > MostPages || _keys > MostKeys))
            {
                _pages.Remove(_order.Dequeue(), out var oldest);
                _keys -= oldest!.Count;
            }

            return name;
        }
    }

    private sealed record Page(IReadOnlyCollection<string> Before, IReadOnlyList<string> Told)
    {
        public int Count => Before.Count + Told.Count;
    }
}

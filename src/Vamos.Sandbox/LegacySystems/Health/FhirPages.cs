namespace Vamos.Sandbox.LegacySystems.Health;

/// <summary>
/// What the last searches found, so that their later pages stay what they were, and an address of a page names nobody. Old ones are forgotten, as
/// on any server.
/// </summary>
internal sealed class FhirPages
{
    private const int MostSearches = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<FhirResource>> _found = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public string Keep(IReadOnlyList<FhirResource> found)
    {
        var token = Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _found[token] = found;
            _order.Enqueue(token);
            if (_order.Count > MostSearches)
                _found.Remove(_order.Dequeue());
        }

        return token;
    }

    public IReadOnlyList<FhirResource>? Find(string token)
    {
        lock (_lock)
            return _found.GetValueOrDefault(token);
    }
}

namespace Vamos.Hub.Monitoring.Traffic;

using Vamos.Exchange.V1;

/// <summary>The traffic of a stretch of time, by consumer and method.</summary>
public sealed class TrafficWindow
{
    private readonly Dictionary<TrafficKey, TrafficCell> _cells = [];

    /// <summary>What went on, by consumer and method.</summary>
    public IReadOnlyDictionary<TrafficKey, TrafficCell> Cells => _cells;

    /// <summary>Adds an exchange.</summary>
    public void Add(ExchangeRecord record) => Cell(new TrafficKey(record.ConsumerInstitution, record.Method)).Add(record);

    /// <summary>Adds what went on between a consumer and a method.</summary>
    public void Add(TrafficKey key, TrafficCell cell) => Cell(key).Add(cell);

    /// <summary>Adds all of another.</summary>
    public void Add(TrafficWindow other)
    {
        foreach (var (key, cell) in other._cells)
            Add(key, cell);
    }

    /// <summary>Everything together.</summary>
    public TrafficCell Total()
    {
        var total = new TrafficCell();
        foreach (var cell in _cells.Values)
            total.Add(cell);
        return total;
    }

    private TrafficCell Cell(TrafficKey key)
    {
        if (!_cells.TryGetValue(key, out var cell))
            _cells[key] = cell = new TrafficCell();
        return cell;
    }
}

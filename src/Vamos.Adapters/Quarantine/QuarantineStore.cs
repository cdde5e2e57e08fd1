namespace Vamos.Adapters.Quarantine;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Encodings.Web;
using System.Text.Json;

/// <summary>
/// The rows that were set aside, each counted, logged and written down once, so that the institution can mend them at their source. The file has
/// a JSON object a line: when, source, key, field, reason. It holds no personal data and is begun anew with every start.
/// </summary>
public sealed class QuarantineStore : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<(string Source, string Key), SetAsideRow> _rows = new();
    private readonly Lock _writing = new();
    private readonly TimeProvider _time;
    private readonly ILogger<QuarantineStore> _logger;
    private readonly Lazy<StreamWriter>? _file;
    private readonly Meter _meter;
    private readonly Counter<long> _counter;

    /// <param name="institution">Whose rows these are; names the file and tags the counter.</param>
    /// <param name="directory">Where the file is written; null writes none.</param>
    /// <param name="time">When rows were set aside.</param>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="logger">Told the key of every row.</param>
    public QuarantineStore(string institution, string? directory, TimeProvider time, IMeterFactory meters, ILogger<QuarantineStore> logger)
    {
        _time = time;
        _logger = logger;
        _meter = meters.Create("Vamos.Adapter", null, [new KeyValuePair<string, object?>("institution", institution)]);
        _counter = _meter.CreateCounter<long>("vamos.adapter.rows_set_aside", "{row}", "Rows of the legacy system that could not be translated");
        if (directory is null)
            return;
        _file = new Lazy<StreamWriter>(() =>
        {
            Directory.CreateDirectory(directory);
            return new StreamWriter(Path.Combine(directory, $"set-aside-{institution}.jsonl"), append: false) { AutoFlush = true };
        });
    }

    /// <summary>Every row that was set aside since the start.</summary>
    public IReadOnlyCollection<SetAsideRow> Rows => [.. _rows.Values];

    /// <summary>How many rows were set aside since the start.</summary>
    public int Count => _rows.Count;

    /// <summary>Keeps a row aside. Doing it again says nothing new.</summary>
    public void SetAside(SetAsideRow row)
    {
        if (!_rows.TryAdd((row.Source, row.Key), row))
            return;
        _counter.Add(1, new TagList { { "source", row.Source } });
        foreach (var issue in row.Issues)
            QuarantineLog.RowSetAside(_logger, row.Source, row.Key, issue.Field, issue.Reason);
        Write(row);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_file is { IsValueCreated: true })
            _file.Value.Dispose();
        _meter.Dispose();
    }

    private void Write(SetAsideRow row)
    {
        if (_file is null)
            return;
        var now = _time.GetUtcNow();
        lock (_writing)
        {
            foreach (var issue in row.Issues)
            {
                var line = new { time = now, source = row.Source, key = row.Key, field = issue.Field, reason = issue.Reason };
                _file.Value.WriteLine(JsonSerializer.Serialize(line, Readable));
            }
        }
    }
}

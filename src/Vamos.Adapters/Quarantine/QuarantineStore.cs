namespace Vamos.Adapters.Quarantine;

using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

/// <summary>
/// The rows that were set aside, each counted, logged and written down once, so that the institution can mend them at their source. The file has
/// a JSON object a line: when, source, key, field, reason. It holds no personal data and is begun anew with every start. Memory is bounded: beyond
/// some thousand rows the file alone has the reasons, and beyond a million rows they are only counted.
/// </summary>
public sealed class QuarantineStore : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Rows that are remembered with their reasons, and logged.</summary>
    internal const int MostRemembered = 10_000;

    private const int MostKnown = 1_000_000;

    private readonly Lock _setting = new();
    private readonly List<SetAsideRow> _rows = [];
    private readonly HashSet<long> _known = [];
    private int _beyond;
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

    /// <summary>The rows that were set aside since the start, as far as they are remembered.</summary>
    public IReadOnlyCollection<SetAsideRow> Rows
    {
        get
        {
            lock (_setting)
                return [.. _rows];
        }
    }

    /// <summary>How many rows were set aside since the start.</summary>
    public int Count
    {
        get
        {
            lock (_setting)
                return _known.Count + _beyond;
        }
    }

    /// <summary>Keeps a row aside. Doing it again says nothing new.</summary>
    public void SetAside(SetAsideRow row)
    {
        bool isRemembered;
        lock (_setting)
        {
            if (!IsNew(row))
                return;
            isRemembered = _rows.Count < MostRemembered;
            if (isRemembered)
                _rows.Add(row);
            if (_beyond == 0)
                Write(row);
            if (_known.Count == MostRemembered + 1 && !isRemembered)
                QuarantineLog.NotLoggedAnyMore(_logger, MostRemembered);
        }

        _counter.Add(1, new TagList { { "source", row.Source } });
        if (!isRemembered)
            return;
        foreach (var issue in row.Issues)
            QuarantineLog.RowSetAside(_logger, row.Source, row.Key, issue.Field, issue.Reason);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_file is { IsValueCreated: true })
            _file.Value.Dispose();
        _meter.Dispose();
    }

    // Eight bytes of a hash for each, since the names of a million rows would be a hundred megabytes.
    private bool IsNew(SetAsideRow row)
    {
        if (_known.Count >= MostKnown)
        {
            _beyond++;
            return true;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Source}\n{row.Key}"), hash);
        return _known.Add(BinaryPrimitives.ReadInt64LittleEndian(hash));
    }

    private void Write(SetAsideRow row)
    {
        if (_file is null)
            return;
        var now = _time.GetUtcNow();
        foreach (var issue in row.Issues)
        {
            var line = new { time = now, source = row.Source, key = row.Key, field = issue.Field, reason = issue.Reason };
            _file.Value.WriteLine(JsonSerializer.Serialize(line, Readable));
        }
    }
}

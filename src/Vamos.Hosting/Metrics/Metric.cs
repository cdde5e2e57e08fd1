namespace Vamos.Hosting.Metrics;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

/// <summary>One instrument with its series, one for each set of labels.</summary>
internal sealed class Metric
{
    // An instrument whose labels multiply must not take the memory of the host.
    private const int MostSeries = 1_000;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> _known = new(Labels.Comparer);
    private readonly string _description;
    private readonly Kind _kind;
    private readonly bool _addsUp;
    private readonly double[] _bounds;

    private Metric(Instrument instrument, Kind kind, bool addsUp, double[] bounds)
    {
        _kind = kind;
        _addsUp = addsUp;
        _bounds = bounds;
        _description = instrument.Description ?? instrument.Name;
        Name = NameOf(instrument, kind);
    }

    private enum Kind
    {
        Counter,
        Gauge,
        Histogram,
    }

    public string Name { get; }

    public static Metric Of(Instrument instrument)
    {
        var type = instrument.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(Histogram<>))
            return new Metric(instrument, Kind.Histogram, addsUp: true, BoundsOf(instrument));
        if (definition == typeof(Counter<>))
            return new Metric(instrument, Kind.Counter, addsUp: true, []);
        if (definition == typeof(ObservableCounter<>))
            return new Metric(instrument, Kind.Counter, addsUp: false, []);
        return new Metric(instrument, Kind.Gauge, addsUp: definition == typeof(UpDownCounter<>), []);
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_known.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>().TryGetValue(tags, out var known))
        {
            known.Record(value, _addsUp);
            return;
        }

        var labels = LabelsOf(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MostSeries)
                return;
            series = _series.GetOrAdd(labels, static (_, bounds) => new Series(bounds), _bounds);
        }

        // the same labels in another order are the same series
        if (_known.Count < MostSeries)
            _known.TryAdd(tags.ToArray(), series);
        series.Record(value, _addsUp);
    }

    public void Write(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_description.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings(" ")}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {Name} {_kind.ToString().ToLowerInvariant()}\n");
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var (sum, buckets) = series.Read();
            if (_kind == Kind.Histogram)
                WriteHistogram(text, labels, sum, buckets);
            else
                text.Append(CultureInfo.InvariantCulture, $"{Name}{Braced(labels)} {Number(sum)}\n");
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, double sum, long[] buckets)
    {
        var count = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            var bound = i < _bounds.Length ? Number(_bounds[i]) : "+Inf";
            var separator = labels.Length == 0 ? "" : ",";
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels}{separator}le=\"{bound}\"}} {count}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{Braced(labels)} {Number(sum)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_count{Braced(labels)} {count}\n");
    }

    private static double[] BoundsOf(Instrument instrument)
    {
        var advised = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries;
        return advised is { Count: > 0 } ? [.. advised] : Seconds;
    }

    private static string NameOf(Instrument instrument, Kind kind)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        // a name that ends with its unit does not say it twice
        var name = Plain(instrument.Name);
        return name + (name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit) + (kind == Kind.Counter ? "_total" : "");
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
            labels.Add($"{Plain(name)}=\"{Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What was measured under one set of labels.</summary>
    private sealed class Series(double[] bounds)
    {
        private readonly Lock _lock = new();
        private readonly long[] _buckets = new long[bounds.Length + 1];
        private double _value;

        public void Record(double value, bool addsUp)
        {
            // The first bound that is not below the value; bounds are inclusive.
            var found = Array.BinarySearch(bounds, value);
            lock (_lock)
            {
                _value = addsUp ? _value + value : value;
                _buckets[found < 0 ? ~found : found]++;
            }
        }

        public (double Value, long[] Buckets) Read()
        {
            lock (_lock)
                return (_value, [.. _buckets]);
        }
    }
}

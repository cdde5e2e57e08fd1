namespace Vamos.Hub.Tests.Monitoring;

using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Monitoring.Traffic;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Audit;
using Vamos.Hub.Tests.Storage;

/// <summary>What is summed up is what the log says: each exchange once, whoever counts.</summary>
public abstract class TrafficMinutesTests(IStorageLab lab)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Summary_agrees_with_the_log_also_after_a_restart_in_the_middle()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        var sums = lab.NewDatabase();
        var records = Enumerable.Range(0, 5_000).Select(Record).ToArray();
        await audit.Log.AppendAsync(records[..2_500]);
        using (var before = await OpenAsync(sums, audit))
            await before.CatchUpAsync(default);
        await audit.Log.AppendAsync(records[2_500..]);

        using var minutes = await OpenAsync(sums, audit);
        var window = await minutes.ReadAsync(Start.AddMinutes(1), Start.AddMinutes(3), null, default);

        foreach (var group in records.Where(r => InMinutes(r, 1, 3)).GroupBy(r => (r.ConsumerInstitution, r.Method)))
        {
            var key = new TrafficKey(group.Key.ConsumerInstitution, group.Key.Method);
            var summary = window.Cells[key].ToSummary(key);
            Assert.Equal(group.Count(), summary.CallCount);
            Assert.Equal(group.Count(r => r.Reason == "QUOTA_EXCEEDED"), summary.ErrorsByReason.GetValueOrDefault("QUOTA_EXCEEDED"));
            Assert.Equal(group.Count(r => r.FromCache), summary.CacheHitCount);
            Assert.Equal(group.Sum(r => r.ResponseSize), summary.ResponseBytes);
            Assert.Equal(group.Count(r => r.Hops.Count != 0), summary.CallsBySource.GetValueOrDefault("mds"));
            Near(LatencySketchTests.Exact(group.Select(Latency), 0.5), summary.LatencyP50);
            Near(LatencySketchTests.Exact(group.Select(Latency), 0.99), summary.LatencyP99);
            Assert.Equal(group.Max(Latency), summary.LatencyMax.ToTimeSpan());
        }

        Assert.Equal(records.Count(r => InMinutes(r, 1, 3)), window.Total().Calls);
    }

    [Fact]
    public async Task Exchange_is_counted_once_when_several_count_at_the_same_time()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.Log.AppendAsync(Enumerable.Range(0, 4_500).Select(Record).ToArray());
        var sums = Database.Open(lab.NewDatabase());
        var hubs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TrafficMinutes.OpenAsync(sums, new LogPages(audit.Database), default)));

        await Task.WhenAll(hubs.Select(minutes => minutes.CatchUpAsync(default)));
        var window = await hubs[0].ReadAsync(Start, Start.AddHours(1), "mtess", default);

        Assert.Equal(2_250, window.Total().Calls);
        foreach (var minutes in hubs)
            minutes.Dispose();
    }

    [Fact]
    public async Task Minutes_before_a_time_are_forgotten()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.Log.AppendAsync(Enumerable.Range(0, 2_000).Select(Record).ToArray());
        using var minutes = await OpenAsync(lab.NewDatabase(), audit);
        var all = (await minutes.ReadAsync(Start, Start.AddHours(1), null, default)).Total().Calls;

        await minutes.ForgetAsync(Start.AddMinutes(1), default);

        var left = (await minutes.ReadAsync(Start, Start.AddHours(1), null, default)).Total().Calls;
        Assert.InRange(left, 1, all - 1);
    }

    private static Task<TrafficMinutes> OpenAsync(string database, AuditLab audit) =>
        TrafficMinutes.OpenAsync(Database.Open(database), new LogPages(audit.Database), default);

    private static bool InMinutes(ExchangeRecord record, int first, int end) =>
        record.ResponseTime.ToDateTimeOffset() >= Start.AddMinutes(first) && record.ResponseTime.ToDateTimeOffset() < Start.AddMinutes(end);

    private static TimeSpan Latency(ExchangeRecord record) => record.ResponseTime.ToDateTimeOffset() - record.RequestTime.ToDateTimeOffset();

    private static void Near(TimeSpan exact, Duration told) =>
        Assert.InRange(told.ToTimeSpan(), exact * (1 - LatencySketch.Accuracy) - TimeSpan.FromMicroseconds(1), exact * (1 + LatencySketch.Accuracy) + TimeSpan.FromMicroseconds(1));

    // four minutes of traffic of two institutions; times grow and shrink, some are refused, some were kept from before
    private static ExchangeRecord Record(int number)
    {
        var at = Start.AddMilliseconds(number * 48);
        var latency = TimeSpan.FromMicroseconds(200 + (number * 7_919L % 90_000));
        var record = new ExchangeRecord
        {
            ExchangeId = $"exchange-{number}",
            ConsumerInstitution = number % 2 == 0 ? "mtess" : "mds",
            Method = number % 5 == 0 ? "/vamos.x.v1.X/Rare" : "/vamos.x.v1.X/Usual",
            RequestTime = Timestamp.FromDateTimeOffset(at),
            ResponseTime = Timestamp.FromDateTimeOffset(at + latency),
            Outcome = number % 11 == 0 ? ExchangeOutcome.Denied : ExchangeOutcome.Answered,
            Reason = number % 11 == 0 ? "QUOTA_EXCEEDED" : "",
            FromCache = number % 3 == 0,
            RequestSize = number % 100,
            ResponseSize = number % 1_000,
        };
        if (number % 3 != 0)
            record.Hops.Add(new ExchangeHop { Institution = "mds" });
        return record;
    }
}

public sealed class SqliteTrafficMinutesTests(SqliteLab lab) : TrafficMinutesTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresTrafficMinutesTests(PostgresLab lab) : TrafficMinutesTests(lab), IClassFixture<PostgresLab>;

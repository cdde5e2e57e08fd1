namespace Vamos.Hub.Tests.Audit;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Subjects;
using Vamos.Hub.Tests.Storage;

public abstract class HistoryTests(IStorageLab lab)
{
    private static readonly NationalId Somebody = new() { Number = "99000004" };
    private static readonly SubjectKey Old = new(1, new byte[32]);
    private static readonly SubjectKey Present = new(2, [.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public async Task Exchanges_about_a_person_are_found_under_every_key_the_latest_first()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        for (var i = 0; i < 60; i++)
        {
            var subject = i % 3 == 0
                ? SubjectHash.Of(Somebody, i < 30 ? Old : Present)
                : SubjectHash.Of(new NationalId { Number = $"{99000100 + i}" }, Present);
            await audit.Log.AppendAsync(AuditLab.Record(i, subject: subject));
        }

        var query = new ExchangeQuery { Subjects = new SubjectKeys([Old, Present]).AllHashes(Somebody) };
        var found = await AllAsync(audit, query, 7);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"exchange-{57 - (3 * i)}"), found.Select(r => r.ExchangeId));
    }

    [Fact]
    public async Task Person_is_found_across_the_buckets_of_a_long_log()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        var subject = SubjectHash.Of(Somebody, Present);
        foreach (var batch in Enumerable.Range(0, 40_000).Chunk(2000))
            await audit.Log.AppendAsync([.. batch.Select(n => AuditLab.Record(n, subject: n is 3 or 17_000 or 39_999 ? subject : null))]);

        var found = await AllAsync(audit, new ExchangeQuery { Subjects = [subject] }, 1);

        Assert.Equal([39_999, 17_000, 3], found.Select(r => r.LogIndex));
    }

    [Fact]
    public async Task Exchanges_are_listed_by_consumer_outcome_source_and_latency()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        for (var i = 0; i < 90; i++)
        {
            var record = AuditLab.Record(i, consumer: i % 2 == 0 ? "mds" : "mtess");
            record.Outcome = i % 5 == 0 ? ExchangeOutcome.Denied : ExchangeOutcome.Answered;
            record.Hops.Add(new ExchangeHop { Institution = i % 3 == 0 ? "mspbs" : "ips" });
            record.ResponseTime = Timestamp.FromDateTimeOffset(record.RequestTime.ToDateTimeOffset().AddMilliseconds(i));
            await audit.Log.AppendAsync(record);
        }

        Assert.Equal(45, (await AllAsync(audit, new ExchangeQuery { Consumer = "mds" }, 10)).Count);
        Assert.Equal(9, (await AllAsync(audit, new ExchangeQuery { Consumer = "mds", Outcomes = [ExchangeOutcome.Denied] }, 100)).Count);
        Assert.Equal(30, (await AllAsync(audit, new ExchangeQuery { Source = "mspbs" }, 4)).Count);
        Assert.Equal(10, (await AllAsync(audit, new ExchangeQuery { MinimumLatency = TimeSpan.FromMilliseconds(80) }, 100)).Count);
        Assert.Empty(await AllAsync(audit, new ExchangeQuery { Method = "/other" }, 10));
        Assert.Equal(90, (await AllAsync(audit, new ExchangeQuery(), 1)).Count);
        await Assert.ThrowsAsync<FormatException>(() => audit.History.ListAsync(new ExchangeQuery(), 1, "x", CancellationToken.None));
    }

    [Fact]
    public async Task Exchanges_are_listed_by_the_time_of_their_record()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.AppendAsync(0, 10);
        var middle = await PassedAsync();
        await audit.AppendAsync(10, 10);
        var end = await PassedAsync();
        await audit.AppendAsync(20, 10);

        Assert.Equal(20, (await AllAsync(audit, new ExchangeQuery { From = middle }, 3)).Count);
        Assert.Equal(20, (await AllAsync(audit, new ExchangeQuery { To = end }, 3)).Count);
        Assert.Equal("exchange-19", (await AllAsync(audit, new ExchangeQuery { From = middle, To = end }, 3))[0].ExchangeId);
    }

    private static async Task<DateTimeOffset> PassedAsync()
    {
        // the log keeps milliseconds: wait until the clock shows the next
        var now = DateTimeOffset.UtcNow.AddMilliseconds(2);
        while (DateTimeOffset.UtcNow < now.AddMilliseconds(2))
            await Task.Yield();
        return now;
    }

    private static async Task<List<ExchangeRecord>> AllAsync(AuditLab audit, ExchangeQuery query, int pageSize)
    {
        var all = new List<ExchangeRecord>();
        var token = "";
        do
        {
            var page = await audit.History.ListAsync(query, pageSize, token, CancellationToken.None);
            Assert.True(page.Exchanges.Count <= pageSize);
            all.AddRange(page.Exchanges);
            token = page.NextPageToken;
        }
        while (token.Length != 0);

        return all;
    }
}

public sealed class SqliteHistoryTests(SqliteLab lab) : HistoryTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresHistoryTests(PostgresLab lab) : HistoryTests(lab), IClassFixture<PostgresLab>;

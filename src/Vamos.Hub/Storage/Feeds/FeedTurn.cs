namespace Vamos.Hub.Storage.Feeds;

using System.Data.Common;
using Dapper;

/// <summary>
/// Makes the numbers of a feed's rows appear in their order. A reader that has seen number 7 goes on behind it; were number 6 committed only
/// then, by another hub, the reader would never see it. So whoever numbers rows waits for its turn, and keeps it until the commit.
/// </summary>
public static class FeedTurn
{
    /// <summary>Waits until no other transaction numbers rows of this feed; the turn ends with the transaction.</summary>
    /// <param name="transaction">The transaction that will write rows.</param>
    /// <param name="dialect">How its database spells; SQLite has one writer at a time anyway.</param>
    /// <param name="feed">Name of the feed. Example: <c>fips</c>.</param>
    public static Task TakeAsync(DbTransaction transaction, Dialect dialect, string feed) => dialect == Dialect.Postgres
        ? transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(75932026, hashtext(@feed))", new { feed }, transaction)
        : Task.CompletedTask;
}

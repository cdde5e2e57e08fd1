namespace Vamos.Hub.Audit.Receipts;

using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Vamos.Exchange.V1;

/// <summary>The checkpoints that were signed.</summary>
internal static class CheckpointStore
{
    /// <summary>The latest checkpoint; null when none was signed yet.</summary>
    public static async Task<Checkpoint?> LatestAsync(DbConnection connection) =>
        Parse(await connection.ExecuteScalarAsync<byte[]?>("SELECT checkpoint FROM audit_checkpoint ORDER BY tree_size DESC LIMIT 1"));

    /// <summary>The checkpoint of a size; null when none was signed at it.</summary>
    public static async Task<Checkpoint?> AtAsync(DbConnection connection, long size) =>
        Parse(await connection.ExecuteScalarAsync<byte[]?>("SELECT checkpoint FROM audit_checkpoint WHERE tree_size = @size", new { size }));

    /// <summary>Keeps a checkpoint; when another hub signed the same size before, that one counts.</summary>
    public static Task<int> AddAsync(DbTransaction transaction, Checkpoint checkpoint) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO audit_checkpoint (tree_size, checkpoint) VALUES (@TreeSize, @bytes) ON CONFLICT (tree_size) DO NOTHING",
        new { checkpoint.TreeSize, bytes = checkpoint.ToByteArray() },
        transaction);

    public static Checkpoint? Parse(byte[]? bytes) => bytes is null ? null : Checkpoint.Parser.ParseFrom(bytes);
}

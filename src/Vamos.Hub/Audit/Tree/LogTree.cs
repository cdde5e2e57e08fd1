namespace Vamos.Hub.Audit.Tree;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Audit.Log;
using Vamos.Trust.Transparency;

/// <summary>Reads the stored tree.</summary>
internal static class LogTree
{
    private const string Roots =
        "SELECT tile_index, root FROM audit_tile WHERE level = @level AND tile_index >= @first AND tile_index < @end ORDER BY tile_index";

    /// <summary>The edge behind which to append.</summary>
    /// <exception cref="AuditTamperedException">Head and tiles do not belong together.</exception>
    public static LogEdge LoadEdge(DbTransaction transaction, LogHead head)
    {
        var connection = transaction.Connection!;
        if (head.Edge.Length != LogTile.PartialWidth(head.Size, 0) * MerkleHash.Size)
            throw Contradiction(head);
        var edge = LogEdge.Load(head.Size, head.Edge, (level, first, count) =>
        {
            var rows = connection.Query(Roots, new { level, first, end = first + count }, transaction);
            return Joined(rows, count) ?? throw Contradiction(head);
        });
        return edge.Root().AsSpan().SequenceEqual(head.Root) ? edge : throw Contradiction(head);
    }

    /// <summary>
    /// What a proof at a position needs of the tree as it was at a size: on every level the tile that holds the position, and
    /// the last one.
    /// </summary>
    public static async Task<MerkleNode> ReadAsync(DbConnection connection, long size, params long[] positions)
    {
        var head = await LogHead.ReadAsync(connection);
        var tiles = new Dictionary<(int Level, long Index), byte[]>();
        for (var level = 0; size >> (LogTile.Height * level) != 0; level++)
        {
            foreach (var position in positions.Append(size - 1).Append(size))
                await Add(level, position >> (LogTile.Height * (level + 1)));
        }

        return (level, index) =>
        {
            var (tileLevel, height) = (level / LogTile.Height, level % LogTile.Height);
            return LogTile.Subtree(tiles[(tileLevel, (index << height) >> LogTile.Height)], height, index);
        };

        async Task Add(int level, long index)
        {
            var width = (int)Math.Min(LogTile.Width, (size >> (LogTile.Height * level)) - (index * LogTile.Width));
            if (width > 0 && !tiles.ContainsKey((level, index)))
                tiles[(level, index)] = await TileAsync(connection, head, level, index, width);
        }
    }

    private static async Task<byte[]> TileAsync(DbConnection connection, LogHead head, int level, long index, int width)
    {
        if (level == 0 && index == head.Size >> LogTile.Height)
            return head.Edge;
        var first = index * LogTile.Width;
        if (level == 0 || width == LogTile.Width)
        {
            var hashes = await connection.ExecuteScalarAsync<byte[]?>(
                "SELECT hashes FROM audit_tile WHERE level = @level AND tile_index = @index", new { level, index });
            return hashes is { Length: LogTile.Width * MerkleHash.Size } ? hashes : throw Contradiction(head);
        }

        var rows = await connection.QueryAsync(Roots, new { level = level - 1, first, end = first + width });
        return Joined(rows, width) ?? throw Contradiction(head);
    }

    // null when there are not as many hashes as there must be
    private static byte[]? Joined(IEnumerable<dynamic> rows, int count)
    {
        var roots = rows.Select(row => (object)row.root as byte[] ?? []).ToArray();
        return roots.Length == count && roots.All(root => root.Length == MerkleHash.Size) ? [.. roots.SelectMany(root => root)] : null;
    }

    private static AuditTamperedException Contradiction(LogHead head) =>
        new(new AuditFinding(head.Size, head.Size, $"The head of the log at {head.Size} records does not belong to the tree that is stored."));
}

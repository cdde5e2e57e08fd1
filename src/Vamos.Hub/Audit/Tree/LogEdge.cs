namespace Vamos.Hub.Audit.Tree;

using Vamos.Trust.Transparency;

/// <summary>Reads the roots of tiles that lie beside each other, one behind the other.</summary>
internal delegate byte[] TileRoots(int level, long first, int count);

/// <summary>The right edge of the growing tree: on every tile level the hashes that do not fill a tile yet.</summary>
internal sealed class LogEdge
{
    private readonly List<Partial> _levels = [];
    private readonly MerkleFrontier _frontier;

    /// <summary>The edge of a tree without records.</summary>
    public LogEdge() => _frontier = new MerkleFrontier();

    private LogEdge(long size, List<Partial> levels)
    {
        _levels = levels;
        _frontier = MerkleFrontier.Of(size, (level, index) =>
            LogTile.Subtree(levels[level / LogTile.Height].Filled, level % LogTile.Height, index));
    }

    /// <summary>Number of records.</summary>
    public long Size => _frontier.Size;

    /// <summary>The edge of a stored tree.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="records">Hashes of the records beyond the last full tile.</param>
    /// <param name="roots">Reads the rest from the tiles.</param>
    public static LogEdge Load(long size, ReadOnlySpan<byte> records, TileRoots roots)
    {
        var levels = new List<Partial> { new(records) };
        for (var level = 1; size >> (LogTile.Height * level) != 0; level++)
        {
            var count = LogTile.PartialWidth(size, level);
            var first = (size >> (LogTile.Height * level)) - count;
            levels.Add(new Partial(count == 0 ? [] : roots(level - 1, first, count)));
        }

        return new LogEdge(size, levels);
    }

    /// <summary>Appends the hash of a record; tiles that it fills are added to the list.</summary>
    public void Append(byte[] leafHash, List<LogTile> filled)
    {
        _frontier.Append(leafHash);
        var hash = leafHash;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
                _levels.Add(new Partial([]));
            var partial = _levels[level];
            partial.Add(hash);
            if (partial.Filled.Length < LogTile.Width * MerkleHash.Size)
                return;

            var hashes = partial.Filled.ToArray();
            hash = MerkleTree.Root(hashes);
            filled.Add(new LogTile(level, (Size >> (LogTile.Height * (level + 1))) - 1, hash, hashes));
            partial.Clear();
        }
    }

    /// <summary>Root of the tree.</summary>
    public byte[] Root() => _frontier.Root();

    /// <summary>Hashes of the records beyond the last full tile.</summary>
    public byte[] Records() => _levels.Count == 0 ? [] : _levels[0].Filled.ToArray();

    private sealed class Partial
    {
        private readonly byte[] _hashes = new byte[LogTile.Width * MerkleHash.Size];
        private int _length;

        public Partial(ReadOnlySpan<byte> filled)
        {
            filled.CopyTo(_hashes);
            _length = filled.Length;
        }

        public ReadOnlySpan<byte> Filled => _hashes.AsSpan(0, _length);

        public void Add(ReadOnlySpan<byte> hash)
        {
            hash.CopyTo(_hashes.AsSpan(_length));
            _length += MerkleHash.Size;
        }

        public void Clear() => _length = 0;
    }
}

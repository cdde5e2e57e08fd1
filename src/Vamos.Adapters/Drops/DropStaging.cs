namespace Vamos.Adapters.Drops;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>
/// A file on its way in: its rows go into a table that nobody reads. Either <see cref="Accept"/> puts it into use, or it disappears.
/// </summary>
internal sealed class DropStaging : IDisposable
{
    // Bounds what the database's log grows by before it is written back.
    private const int RowsPerTransaction = 50_000;

    private readonly DropStore _store;
    private readonly DropLayout _layout;
    private readonly string _part;
    private readonly long _generation;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _parameters;
    private long _inserted;
    private bool _accepted;

    internal DropStaging(DropStore store, DropLayout layout, string part, long generation)
    {
        _store = store;
        _layout = layout;
        _part = part;
        _generation = generation;
        store.Run($"CREATE TABLE rows_{generation} (line INTEGER PRIMARY KEY, key TEXT NOT NULL, grp TEXT NOT NULL, digest INTEGER NOT NULL, "
            + "is_flawed INTEGER NOT NULL, value BLOB NOT NULL)");
        _insert = store.Command($"INSERT INTO rows_{generation} VALUES ($line, $key, $grp, $digest, $is_flawed, $value)");
        _parameters =
        [
            _insert.Parameters.Add("$line", SqliteType.Integer),
            _insert.Parameters.Add("$key", SqliteType.Text),
            _insert.Parameters.Add("$grp", SqliteType.Text),
            _insert.Parameters.Add("$digest", SqliteType.Integer),
            _insert.Parameters.Add("$is_flawed", SqliteType.Integer),
            _insert.Parameters.Add("$value", SqliteType.Blob),
        ];
        store.Begin();
    }

    /// <summary>Sound rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Keeps a row.</summary>
    public void Add(long line, DropRow row)
    {
        var key = row.Person is null ? "" : DropKey.Of(row.Person);
        var value = row.Value?.ToByteArray() ?? [];
        Insert(line, key, row.Group, Digest(key, row.Group, value), isFlawed: 0, value);
        Rows++;
    }

    /// <summary>Keeps why a line was set aside, so that answers about its person and its group can say so.</summary>
    public void AddFlawed(long line, NationalId? person, string group, IReadOnlyList<RecordIssue> issues)
    {
        if (person is null && group.Length == 0)
            return;
        var key = person is null ? "" : DropKey.Of(person);
        // The same flaw on another line is no change.
        var same = new PersonRecords { Issues = { issues.Select(issue => new RecordIssue { Field = issue.Field, Reason = issue.Reason }) } };
        Insert(line, key, group, Digest(key, group, same.ToByteArray()), isFlawed: 1, new PersonRecords { Issues = { issues } }.ToByteArray());
    }

    /// <summary>Puts the file into use in place of the one before, and notes whose rows differ.</summary>
    /// <returns>How many people changed.</returns>
    public long Accept(string file, string sha256, DateTimeOffset asOf, DateTimeOffset now, int changesKept)
    {
        // Sorted once at the end: a row costs less than by keeping an index in order all along.
        _store.Run($"CREATE INDEX rows_{_generation}_key ON rows_{_generation} (key, digest) WHERE key <> ''");
        if (_layout.GroupMembersIn is not null)
            _store.Run($"CREATE INDEX rows_{_generation}_grp ON rows_{_generation} (grp, digest) WHERE grp <> ''");
        _store.Commit();

        var current = _store.Current();
        var former = current.FirstOrDefault(drop => drop.Layout == _layout.Name && drop.Part == _part);
        // With this commit everything before it reaches the disk as well.
        _store.Run("PRAGMA synchronous = FULL");
        _store.Begin();
        _store.Run("UPDATE accepted SET is_current = 0 WHERE layout = $layout AND part = $part", ("$layout", _layout.Name), ("$part", _part));
        _store.Run(
            "INSERT INTO accepted VALUES ($generation, $layout, $part, $file, $sha256, $as_of, $now, $rows, 1)",
            ("$generation", _generation),
            ("$layout", _layout.Name),
            ("$part", _part),
            ("$file", file),
            ("$sha256", sha256),
            ("$as_of", asOf.ToUnixTimeMilliseconds()),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$rows", Rows));
        var changes = DropDifference.Note(_store, _layout, former?.Generation, _generation, current, now);
        _store.Run("DELETE FROM change WHERE sequence <= (SELECT MAX(sequence) FROM change) - $kept", ("$kept", changesKept));
        _store.Commit();
        _accepted = true;
        _store.Run("PRAGMA synchronous = NORMAL");
        _store.DropUnused();
        return changes;
    }

    public void Dispose()
    {
        _insert.Dispose();
        if (_accepted)
            return;
        _store.Rollback();
        _store.DropUnused();
    }

    private void Insert(long line, string key, string group, long digest, long isFlawed, byte[] value)
    {
        _parameters[0].Value = line;
        _parameters[1].Value = key;
        _parameters[2].Value = group;
        _parameters[3].Value = digest;
        _parameters[4].Value = isFlawed;
        _parameters[5].Value = value;
        _insert.ExecuteNonQuery();
        if (++_inserted % RowsPerTransaction != 0)
            return;
        _store.Commit();
        _store.Begin();
    }

    // Tells rows apart from one night to the next; the length keeps the parts from running together.
    private static long Digest(string key, string group, byte[] value)
    {
        var size = Encoding.UTF8.GetMaxByteCount(key.Length + group.Length) + value.Length + 8;
        Span<byte> text = size <= 1024 ? stackalloc byte[size] : new byte[size];
        var length = Encoding.UTF8.GetBytes(key, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(group, text[length..]);
        text[length++] = 0;
        value.CopyTo(text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(length + value.Length)], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}

namespace Grpc.Core;

using System.Collections;

/// <summary>
/// The headers that precede the messages of a call, or the trailers that follow them: an ordered list in which a key may
/// occur several times.
/// </summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys that end so carry bytes; all others carry text.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No metadata, and none can be added.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> _entries = [];
    private bool _frozen;

    public int Count => _entries.Count;

    public bool IsReadOnly => _frozen;

    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Thawed()[index] = value;
        }
    }

    /// <summary>The last entry of that key, in whatever case it is spelt; null when there is none.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.IsNamed(key));

    /// <summary>The text of the last entry of that key; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry of that key, of a text its ASCII bytes; null when there is none.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries of that key in their order.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.IsNamed(key));

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Thawed().Add(item);
    }

    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Thawed().Insert(index, item);
    }

    public bool Remove(Entry item) => Thawed().Remove(item);

    public void RemoveAt(int index) => Thawed().RemoveAt(index);

    public void Clear() => Thawed().Clear();

    public int IndexOf(Entry item) => _entries.IndexOf(item);

    public bool Contains(Entry item) => _entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Makes the list read-only for good.</summary>
    internal Metadata Freeze()
    {
        _frozen = true;
        return this;
    }

    private List<Entry> Thawed() =>
        _frozen ? throw new InvalidOperationException("This metadata is read-only.") : _entries;
}

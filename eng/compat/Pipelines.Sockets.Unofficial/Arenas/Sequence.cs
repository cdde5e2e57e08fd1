namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A sequence whose element type has been set aside, so that it can be kept in a field of that very type.</summary>
public readonly struct Sequence
{
    private readonly Array? _array;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(Array? array, int offset, int length)
    {
        _array = array;
        _offset = offset;
        _length = length;
    }

    public long Length => _length;

    public bool IsEmpty => _length == 0;

    /// <summary>The sequence with its type; throws if that is not the type it was made with.</summary>
    public Sequence<T> Cast<T>() => _array is null ? default : new Sequence<T>((T[])_array, _offset, _length);
}

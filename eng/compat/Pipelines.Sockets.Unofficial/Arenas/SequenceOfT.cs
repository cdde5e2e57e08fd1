namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A piece of an arena. It is always one span, though its callers are ready for several.</summary>
public readonly struct Sequence<T>
{
    private readonly T[]? _array;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(T[]? array, int offset, int length)
    {
        _array = array;
        _offset = offset;
        _length = length;
    }

    public long Length => _length;

    public bool IsEmpty => _length == 0;

    public bool IsSingleSegment => true;

    public Span<T> FirstSpan => new(_array, _offset, _length);

    public SpanEnumerable Spans => new(this);

    public ref T this[int index] => ref FirstSpan[index];

    public Sequence Untyped() => new(_array, _offset, _length);

    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks the elements, by reference.</summary>
    public struct Enumerator
    {
        private readonly T[]? _array;
        private readonly int _end;
        private int _at;

        internal Enumerator(in Sequence<T> sequence)
        {
            _array = sequence._array;
            _at = sequence._offset - 1;
            _end = sequence._offset + sequence._length;
        }

        public readonly ref T Current => ref _array![_at];

        public bool MoveNext()
        {
            if (_at + 1 >= _end)
                return false;
            _at++;
            return true;
        }

        /// <summary>Moves on and gives the element; throws at the end.</summary>
        public ref T GetNext()
        {
            if (!MoveNext())
                throw new InvalidOperationException("the sequence has no further element");
            return ref Current;
        }
    }

    /// <summary>The spans of a sequence: one, or none if it is empty.</summary>
    public readonly struct SpanEnumerable
    {
        private readonly Sequence<T> _sequence;

        internal SpanEnumerable(in Sequence<T> sequence) => _sequence = sequence;

        public SpanEnumerator GetEnumerator() => new(_sequence);
    }

    /// <summary>Walks the spans.</summary>
    public struct SpanEnumerator
    {
        private readonly Sequence<T> _sequence;
        private bool _started;
        private bool _atSpan;

        internal SpanEnumerator(in Sequence<T> sequence) => _sequence = sequence;

        public readonly Span<T> Current => _atSpan ? _sequence.FirstSpan : default;

        public bool MoveNext()
        {
            _atSpan = !_started && !_sequence.IsEmpty;
            _started = true;
            return _atSpan;
        }
    }
}

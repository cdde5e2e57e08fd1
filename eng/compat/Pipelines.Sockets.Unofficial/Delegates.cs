namespace Pipelines.Sockets.Unofficial;

/// <summary>Looks into a delegate without allocating its invocation list.</summary>
public static class Delegates
{
    /// <summary>Whether the delegate has exactly one target.</summary>
    public static bool IsSingle(this MulticastDelegate handler) => handler is not null && handler.HasSingleTarget;

    /// <summary>The targets of the delegate, in the order in which they were added; none if it is null.</summary>
    public static DelegateEnumerable<T> AsEnumerable<T>(this T handler)
        where T : MulticastDelegate => new(handler);

    /// <summary>The targets of one delegate.</summary>
    public readonly struct DelegateEnumerable<T>
        where T : MulticastDelegate
    {
        private readonly T? _handler;

        internal DelegateEnumerable(T? handler) => _handler = handler;

        public DelegateEnumerator<T> GetEnumerator() => new(_handler);
    }

    /// <summary>Walks the targets. The client disposes it through a constrained call, so it must implement the interface.</summary>
    public struct DelegateEnumerator<T> : IDisposable
        where T : MulticastDelegate
    {
        private Delegate.InvocationListEnumerator<T> _targets;

        internal DelegateEnumerator(T? handler) => _targets = Delegate.EnumerateInvocationList(handler);

        public T Current => _targets.Current;

        public bool MoveNext() => _targets.MoveNext();

        public readonly void Dispose()
        {
        }
    }
}

namespace Vamos.Hub.Caching;

/// <summary>So many answers are being loaded that no further one is begun. Nothing was asked; a later call may succeed.</summary>
public sealed class CacheBusyException : Exception
{
    internal CacheBusyException()
        : base("Too many answers are being loaded at once.")
    {
    }
}

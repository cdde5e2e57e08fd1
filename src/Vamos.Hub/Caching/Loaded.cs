namespace Vamos.Hub.Caching;

/// <summary>What a load found.</summary>
/// <typeparam name="T">The message. Nobody may change it from here on.</typeparam>
public readonly record struct Loaded<T> where T : class
{
    internal Loaded(T? value, SourceSet? sources, object? failure)
    {
        Value = value;
        Sources = sources;
        Failure = failure;
    }

    /// <summary>The answer; null when there is none.</summary>
    public T? Value { get; }

    /// <summary>What the answer depends on; null when it failed.</summary>
    public SourceSet? Sources { get; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public object? Failure { get; }

    /// <summary>How long it counts, if not as long as the shelf says; zero keeps it from being kept.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>Since when it is known, if it was made of answers that were kept: it is no younger than they are. Null for what was asked for now.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>A moment after which it is wrong whatever its age, not even good as a stale answer: the next birthday, the end of a rule.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
}

/// <summary>Makes what a load returns.</summary>
public static class Loaded
{
    /// <summary>There is an answer.</summary>
    public static Loaded<T> Found<T>(T value, SourceSet sources) where T : class => new(value, sources, null);

    /// <summary>The source answered that there is nothing; kept briefly.</summary>
    public static Loaded<T> Nothing<T>(SourceSet sources) where T : class => new(null, sources, null);

    /// <summary>The source did not answer. Not kept: the next caller tries again. Comes back as <see cref="CacheAnswer{T}.Failure"/>.</summary>
    public static Loaded<T> Failed<T>(object why) where T : class => new(null, null, why);
}

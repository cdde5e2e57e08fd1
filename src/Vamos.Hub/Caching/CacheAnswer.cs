namespace Vamos.Hub.Caching;

using System.Diagnostics.CodeAnalysis;

/// <summary>What the cache answers.</summary>
/// <typeparam name="T">The message.</typeparam>
public readonly record struct CacheAnswer<T> where T : class
{
    internal CacheAnswer(CacheEntry<T> entry, TimeSpan age, CacheLevel level, bool isStale)
    {
        Entry = entry;
        Age = age;
        Level = level;
        IsStale = isStale;
    }

    internal CacheAnswer(object failure) => Failure = failure;

    /// <summary>The answer; null when the load failed.</summary>
    public CacheEntry<T>? Entry { get; }

    /// <summary>The message; null when there is nothing, or the load failed.</summary>
    public T? Value => Entry?.Value;

    /// <summary>Time since its loading began.</summary>
    public TimeSpan Age { get; }

    /// <summary>Where it came from.</summary>
    public CacheLevel Level { get; }

    /// <summary>Whether it was kept from an earlier call.</summary>
    public bool IsFromCache => Entry is not null && Level != CacheLevel.Source;

    /// <summary>Whether it is past its time and only given because the caller allowed that.</summary>
    public bool IsStale { get; }

    /// <summary>What <see cref="Loaded.Failed"/> was told; null when there is an answer.</summary>
    public object? Failure { get; }

    /// <summary>Whether the load failed and nothing kept could stand in.</summary>
    [MemberNotNullWhen(true, nameof(Failure))]
    [MemberNotNullWhen(false, nameof(Entry))]
    public bool IsFailure => Failure is not null;
}

/// <summary>Where an answer came from.</summary>
public enum CacheLevel
{
    /// <summary>It was loaded for this call, or for one that asked at the same time.</summary>
    Source,

    /// <summary>This process had it.</summary>
    Memory,

    /// <summary>Redis had it.</summary>
    Redis,
}

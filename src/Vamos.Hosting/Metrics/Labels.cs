namespace Vamos.Hosting.Metrics;

using System.Diagnostics.CodeAnalysis;

/// <summary>
/// Finds a set of labels that came before by the labels themselves: measuring happens several times in every call, and making a text of them each time
/// costs more than the call.
/// </summary>
internal sealed class Labels
    : IEqualityComparer<KeyValuePair<string, object?>[]>,
        IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
{
    public static Labels Comparer { get; } = new();

    public bool Equals(KeyValuePair<string, object?>[]? one, KeyValuePair<string, object?>[]? other) =>
        one is not null && other is not null && Equals(one.AsSpan(), other);

    public int GetHashCode([DisallowNull] KeyValuePair<string, object?>[] labels) => GetHashCode(labels.AsSpan());

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> one, KeyValuePair<string, object?>[] other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i].Key != other[i].Key || !Equals(one[i].Value, other[i].Value))
                return false;
        }

        return true;
    }

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        // their names are nearly always the same
        var hash = labels.Length;
        foreach (var (_, value) in labels)
            hash = (hash * 31) + (value?.GetHashCode() ?? 0);
        return hash;
    }

    public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.ToArray();
}

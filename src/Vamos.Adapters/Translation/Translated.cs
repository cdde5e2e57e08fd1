namespace Vamos.Adapters.Translation;

/// <summary>What became of a legacy value: what it means in the contract, or why nobody can tell. A null value means that the source says nothing.</summary>
/// <param name="Value">The meaning; the default when there is none.</param>
/// <param name="Reason">Why it cannot be translated, without quoting it; null when it could.</param>
internal readonly record struct Translated<T>(T Value, string? Reason)
{
    public bool IsUnderstood => Reason is null;

    public static implicit operator Translated<T>(T value) => new(value, null);

    public static Translated<T> Not(string reason) => new(default!, reason);
}

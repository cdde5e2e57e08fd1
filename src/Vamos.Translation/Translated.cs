namespace Vamos.Translation;

/// <summary>What became of a legacy value: what it means in the contract, or why nobody can tell. A null value means that the source says nothing.</summary>
/// <param name="Value">The meaning; the default when there is none, of a text the empty one, so that both can be given to the contract.</param>
/// <param name="Reason">Why it cannot be translated, without quoting it; null when it could.</param>
public readonly record struct Translated<T>(T Value, string? Reason)
{
    private static readonly T Nothing = "" is T empty ? empty : default!;

    /// <summary>Whether it could be translated; nothing is understood too.</summary>
    public bool IsUnderstood => Reason is null;

    /// <summary>What was understood.</summary>
    public static implicit operator Translated<T>(T value) => new(value, null);

    /// <summary>What nobody can tell, and why, without quoting the value.</summary>
    public static Translated<T> Not(string reason) => new(Nothing, reason);
}

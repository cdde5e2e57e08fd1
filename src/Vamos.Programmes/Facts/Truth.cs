namespace Vamos.Programmes.Facts;

/// <summary>Whether something holds, as far as the facts tell. Ordered, so that "and" is the least and "or" the greatest.</summary>
internal enum Truth : byte
{
    No,
    Unknown,
    Yes,
}

/// <summary>Logic of three values (Kleene).</summary>
internal static class TruthLogic
{
    public static Truth And(this Truth one, Truth other) => one < other ? one : other;

    public static Truth Or(this Truth one, Truth other) => one > other ? one : other;

    public static Truth Not(this Truth one) => (Truth)(Truth.Yes - one);

    public static Truth Of(bool value) => value ? Truth.Yes : Truth.No;
}

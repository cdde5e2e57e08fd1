namespace Vamos.Fips.Index.Measures;

/// <summary>How many of some: none, some or all.</summary>
internal static class ShareWords
{
    public const int Nobody = 3;

    private const int None = 0;
    private const int Some = 1;
    private const int All = 2;

    /// <summary>The answers, by their numbers; measures name what stands at <see cref="Nobody"/> themselves.</summary>
    public static IReadOnlyList<string> Words { get; } = ["none", "some", "all"];

    /// <summary>The answer; missing when it is not known of somebody.</summary>
    public static Measured Of(int yes, int no, int unknown)
    {
        if (unknown > 0)
            return Measured.Missing;
        return Measured.Answered((yes, no) switch
        {
            (0, 0) => Nobody,
            (0, _) => None,
            (_, 0) => All,
            _ => Some,
        });
    }
}

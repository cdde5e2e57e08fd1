namespace Vamos.Sandbox.Population;

/// <summary>The level at which the last grade was passed.</summary>
public enum SchoolLevel
{
    None,
    Preschool,
    BasicFirstToSixth,
    BasicSeventhToNinth,
    Secondary,
    University,
}

/// <summary>What somebody has learnt at school, and whether they still go.</summary>
public sealed record Schooling(SchoolLevel Level, int LastGrade, bool Attends)
{
    /// <summary>No schooling: the very young, and some of the old.</summary>
    public static Schooling None { get; } = new(SchoolLevel.None, 0, false);
}

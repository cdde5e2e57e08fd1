namespace Vamos.Fips.Index.Measures;

/// <summary>What a measure found in a form: an answer, a number, or nothing.</summary>
internal readonly record struct Measured
{
    private Measured(int? answer, double number, bool isThere) => (Answer, Number, IsMissing) = (answer, number, !isThere);

    /// <summary>The form does not say.</summary>
    public static Measured Missing { get; } = new(null, 0, isThere: false);

    /// <summary>The answer by its number; null for a number.</summary>
    public int? Answer { get; }

    /// <summary>The number, where there is no answer.</summary>
    public double Number { get; }

    public bool IsMissing { get; }

    public static Measured Answered(int answer) => new(answer, 0, isThere: true);

    public static Measured Counted(double number) => new(null, number, isThere: true);
}

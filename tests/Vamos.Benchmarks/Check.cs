namespace Vamos.Benchmarks;

/// <summary>A benchmark of something that does not work says nothing.</summary>
internal static class Check
{
    public static void That(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"does not hold: {what}");
    }
}

namespace Vamos.Sandbox.Population;

/// <summary>All chance in the simulation, from one seed, so that a seed always gives the same people.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    /// <summary>A whole number from low to high, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>A choice from a scale that runs from poor to well off, near the place that the welfare gives, never exactly there for all.</summary>
    public T Scaled<T>(double welfare, params ReadOnlySpan<T> fromPoorToWellOff)
    {
        var place = (welfare + Between(-0.15, 0.15)) * fromPoorToWellOff.Length;
        return fromPoorToWellOff[Math.Clamp((int)Math.Floor(place), 0, fromPoorToWellOff.Length - 1)];
    }

    /// <summary>An index, each as likely as its weight says.</summary>
    public int Weighted(double[] cumulativeWeights)
    {
        var found = Array.BinarySearch(cumulativeWeights, _random.NextDouble() * cumulativeWeights[^1]);
        return Math.Min(found >= 0 ? found : ~found, cumulativeWeights.Length - 1);
    }
}

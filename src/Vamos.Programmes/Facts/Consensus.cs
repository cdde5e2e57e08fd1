namespace Vamos.Programmes.Facts;

/// <summary>What several statements about one thing come to: what all of them say, or that they contradict each other.</summary>
internal struct Consensus
{
    private Truth _truth;

    /// <summary>Whether there was any statement.</summary>
    public bool IsStated { get; private set; }

    /// <summary>Whether statements contradict each other in what they lead to.</summary>
    public bool IsContradictory { get; private set; }

    /// <summary>What they come to; unknown without any.</summary>
    public readonly Truth Truth => !IsStated || IsContradictory ? Truth.Unknown : _truth;

    public void Add(Truth truth)
    {
        IsContradictory |= IsStated && truth != _truth;
        _truth = truth;
        IsStated = true;
    }
}

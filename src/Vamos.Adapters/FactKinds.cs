namespace Vamos.Adapters;

using System.Collections;
using System.Numerics;
using Vamos.Beneficiary.V1;

/// <summary>A set of kinds of fact.</summary>
public readonly record struct FactKinds : IEnumerable<FactKind>
{
    private readonly ulong _bits;

    private FactKinds(ulong bits) => _bits = bits;

    /// <summary>The set of some kinds; what no contract knows yet is left out.</summary>
    public static FactKinds Of(params IEnumerable<FactKind> kinds) =>
        new(kinds.Where(kind => (int)kind is > 0 and < 64).Aggregate(0UL, (bits, kind) => bits | (1UL << (int)kind)));

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>How many there are.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>Whether a kind is among them.</summary>
    public bool Contains(FactKind kind) => (_bits & (1UL << (int)kind)) != 0;

    /// <summary>Whether any of some kinds is among them.</summary>
    public bool ContainsAny(FactKinds kinds) => (_bits & kinds._bits) != 0;

    /// <summary>What is in both sets.</summary>
    public FactKinds Intersect(FactKinds other) => new(_bits & other._bits);

    /// <inheritdoc />
    public IEnumerator<FactKind> GetEnumerator()
    {
        for (var kind = 1; kind < 64; kind++)
        {
            if (Contains((FactKind)kind))
                yield return (FactKind)kind;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

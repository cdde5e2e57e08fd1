namespace Vamos.Programmes.Facts;

using System.Numerics;
using Vamos.Beneficiary.V1;

/// <summary>Kinds of fact, as many as a question needs or a source offers. A kind that a later contract adds, beyond 31, is left out.</summary>
/// <param name="Bits">One bit for each kind.</param>
public readonly record struct FactKindSet(uint Bits)
{
    /// <summary>The set of these kinds.</summary>
    public static FactKindSet Of(params ReadOnlySpan<FactKind> kinds)
    {
        var bits = 0u;
        foreach (var kind in kinds)
            bits |= Bit(kind);
        return new FactKindSet(bits);
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many there are.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The kinds, in the order of the contract.</summary>
    public IEnumerable<FactKind> Kinds
    {
        get
        {
            for (var bits = Bits; bits != 0; bits &= bits - 1)
                yield return (FactKind)BitOperations.TrailingZeroCount(bits);
        }
    }

    /// <summary>Both sets together.</summary>
    public static FactKindSet operator |(FactKindSet one, FactKindSet other) => new(one.Bits | other.Bits);

    /// <summary>What both sets have.</summary>
    public static FactKindSet operator &(FactKindSet one, FactKindSet other) => new(one.Bits & other.Bits);

    /// <summary>As the operator.</summary>
    public FactKindSet BitwiseOr(FactKindSet other) => this | other;

    /// <summary>As the operator.</summary>
    public FactKindSet BitwiseAnd(FactKindSet other) => this & other;

    /// <summary>Whether a kind is among them.</summary>
    public bool Contains(FactKind kind) => (Bits & Bit(kind)) != 0;

    /// <summary>This set without the kinds of another.</summary>
    public FactKindSet Without(FactKindSet other) => new(Bits & ~other.Bits);

    private static uint Bit(FactKind kind) => kind is > 0 and <= (FactKind)31 ? 1u << (int)kind : 0;
}

namespace Vamos.Network.Coverages;

using Vamos.Network.Offerings;

/// <summary>A set of strategic actions, a bit each.</summary>
internal readonly record struct ActionSet(UInt128 Low, UInt128 High)
{
    private const int BitsInWord = 128;

    /// <summary>The set with one action more; a number that is none changes nothing.</summary>
    public ActionSet With(int action) => action switch
    {
        < 1 or > OfferingRules.LastStrategicAction => this,
        < BitsInWord => this with { Low = Low | (UInt128.One << action) },
        _ => this with { High = High | (UInt128.One << (action - BitsInWord)) },
    };

    /// <summary>The actions of either.</summary>
    public ActionSet Or(ActionSet other) => new(Low | other.Low, High | other.High);

    /// <summary>The numbers of the actions that are not in another set, in order.</summary>
    public IEnumerable<int> Except(ActionSet other)
    {
        for (var action = 1; action <= OfferingRules.LastStrategicAction; action++)
        {
            if (Has(action) && !other.Has(action))
                yield return action;
        }
    }

    private bool Has(int action) => action < BitsInWord ? (Low >> action & 1) != 0 : (High >> (action - BitsInWord) & 1) != 0;
}

namespace Vamos.Programmes.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Facts;

/// <summary>The categories of people by age, with the ages that the contract gives them.</summary>
internal static class LifeCycle
{
    private static readonly (LifeCycleCategory Category, AgeCondition Ages)[] Categories =
    [
        (LifeCycleCategory.EarlyChildhood, new AgeCondition { Below = 5 }),
        (LifeCycleCategory.Childhood, new AgeCondition { AtLeast = 5, Below = 14 }),
        (LifeCycleCategory.Adolescence, new AgeCondition { AtLeast = 14, Below = 18 }),
        (LifeCycleCategory.Youth, new AgeCondition { AtLeast = 18, Below = 30 }),
        (LifeCycleCategory.Adult, new AgeCondition { AtLeast = 30, Below = 60 }),
        (LifeCycleCategory.OlderAdult, new AgeCondition { AtLeast = 60 }),
    ];

    /// <summary>The category of a person; unspecified when the sources do not tell it, or contradict each other about it.</summary>
    public static LifeCycleCategory Of(in Case asked)
    {
        foreach (var (category, ages) in Categories)
        {
            if (ages.Judge(asked, null) == Truth.Yes)
                return category;
        }

        return LifeCycleCategory.Unspecified;
    }

    /// <summary>Whether somebody is of one of the categories; everybody is when none is named.</summary>
    public static Truth IsOneOf(IReadOnlyList<LifeCycleCategory> named, in Case asked, Trail trail)
    {
        if (named.Count == 0)
            return Truth.Yes;
        var found = Truth.No;
        foreach (var (category, ages) in Categories)
        {
            if (named.Contains(category))
                found = found.Or(ages.Judge(asked, null));
        }

        // Each source alone may know it where they contradict each other; nobody can tell then.
        new AgeCondition { AtLeast = 0 }.Judge(asked, trail);
        trail.Explanation = found switch
        {
            Truth.No => "No corresponde a su edad.",
            Truth.Yes => "Corresponde a su edad.",
            _ => asked.Facts.IsComplete(FactKind.Person)
                ? "No se conoce su edad con la precisión necesaria, o las fuentes dan fechas de nacimiento distintas."
                : Wording.Missing(asked.Facts, FactKind.Person),
        };
        return found;
    }
}

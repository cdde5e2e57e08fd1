namespace Vamos.Fips.Index.Measures;

using Vamos.Beneficiary.V1;

/// <summary>How many children there are, and how far they have come at school.</summary>
internal static class ChildMeasures
{
    private static readonly Measured NoChildren = Measured.Answered(0);

    /// <summary>How many members are children by age, whoever their parents are.</summary>
    public static Measured Children(HouseholdReading home)
    {
        var children = 0;
        foreach (var member in home.Members)
        {
            if (home.AgeOf(member)?.IsBelow(home.Weights.Document.ChildrenBelowAge) is not { } isChild)
                return Measured.Missing;
            children += isChild ? 1 : 0;
        }

        return Measured.Counted(children);
    }

    /// <summary>The years of study that the head's children lack, over those that are expected of them.</summary>
    public static Measured LostStudy(HouseholdReading home)
    {
        if (!home.KnowsKinship)
            return Measured.Missing;
        var terms = home.Weights.Document.LostStudy;
        var (expected, lost) = (0, 0);
        foreach (var child in home.Members)
        {
            if (child.Kinship != Kinship.Child)
                continue;
            if (home.AgeOf(child) is not { } age)
                return Measured.Missing;
            if (age.Most < terms.FromAge || age.Least >= terms.BelowAge)
                continue;
            if (age.Least != age.Most || home.Weights.YearsOf(child.Schooling) is not { } years)
                return Measured.Missing;
            var due = Math.Max(0, age.Least - terms.ExpectedBeyondAge);
            expected += due;
            lost += Math.Max(0, due - years);
        }

        return expected == 0 ? NoChildren : Measured.Counted((double)lost / expected);
    }
}

namespace Vamos.Fips.Index;

using System.Collections.Frozen;
using Vamos.Fips.Index.Documents;
using Vamos.Fips.Index.Measures;

/// <summary>One variable of the index, ready to score forms by.</summary>
internal sealed class IndexVariable
{
    private readonly Measure _measure;
    private readonly FrozenDictionary<int, IndexClass> _byAnswer;
    private readonly IndexClass[] _bands;

    public IndexVariable(VariableDocument variable)
    {
        _measure = MeasureCatalogue.ByName[variable.Measure];
        (Code, Name) = (variable.Code, variable.Name);
        _byAnswer = variable.Classes
            .SelectMany(entry => entry.Answers.Select(answer => KeyValuePair.Create(_measure.Answers[answer], new IndexClass(entry))))
            .ToFrozenDictionary();
        _bands = [.. variable.Classes.Where(entry => entry.Answers.Count == 0).Select(entry => new IndexClass(entry)).OrderBy(band => band.AtMost)];
        Maximum = new IndexPoints(variable.Classes.Max(entry => entry.Urban), variable.Classes.Max(entry => entry.Rural));
    }

    public string Code { get; }

    public string Name { get; }

    /// <summary>Most points that it can give.</summary>
    public IndexPoints Maximum { get; }

    /// <summary>The class that a household falls into; null when the form does not say.</summary>
    public IndexClass? ClassOf(HouseholdReading household)
    {
        var measured = _measure.Of(household);
        if (measured.IsMissing)
            return null;
        return measured.Answer is { } answer ? _byAnswer[answer] : Array.Find(_bands, band => measured.Number <= band.AtMost);
    }
}

/// <summary>One class of a variable.</summary>
internal sealed record IndexClass(string Category, double AtMost, IndexPoints Points)
{
    public IndexClass(ClassDocument entry)
        : this(entry.Category, (double?)entry.AtMost ?? double.PositiveInfinity, new IndexPoints(entry.Urban, entry.Rural))
    {
    }
}

/// <summary>Points by area, to the hundredth as the source has them: decimals add up without rounding.</summary>
internal readonly record struct IndexPoints(decimal Urban, decimal Rural)
{
    public decimal In(Vamos.Common.V1.Area area) => area == Vamos.Common.V1.Area.Urban ? Urban : Rural;
}

namespace Vamos.Programmes.Criteria;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// The household's quality-of-life index (ICV), by the latest form that has one. A later form of a source that did not answer could hold another,
/// so that only complete answers prove it; a bound that is found to be passed is final.
/// </summary>
internal sealed record QualityOfLifeIndexCondition : Condition
{
    [DocumentKey("Ceiling, included.", Maximum = 100)]
    public decimal? AtMost { get; init; }

    [DocumentKey("Floor, included.", Maximum = 100)]
    public decimal? AtLeast { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Household);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var latest = HouseholdForms.Latest(asked, withIndex: true);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                var form = records.Households[i];
                if (!HouseholdForms.HasIndex(form) || HouseholdForms.Order(form, asked.Day) != latest || latest == Measurement.Later)
                    continue;
                trail?.Uses(FactKind.Household, Summary(form), form.Provenance);
                found.Add(TruthLogic.Of(IsWithin(form.QualityOfLifeIndex)));
            }
        }

        var complete = asked.Facts.IsComplete(FactKind.Household);
        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Hay fichas del mismo día con índices distintos.");
        if (found.IsStated && found.Truth == Truth.No)
            return Say(trail, Truth.No, "El índice de calidad de vida del hogar está fuera del límite.");
        if (!complete)
            return SayMissing(trail, asked, FactKind.Household);
        return found.IsStated
            ? Say(trail, Truth.Yes, "El índice de calidad de vida del hogar está dentro del límite.")
            : Say(trail, Truth.Unknown, "No hay ninguna ficha del hogar con índice de calidad de vida.");
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        if (at.IsBroken($"{path}.at_most") || at.IsBroken($"{path}.at_least"))
            return;
        if (AtMost is null && AtLeast is null)
            at.Error(path, "must have at_most, at_least or both");
        if (AtLeast > AtMost)
            at.Error($"{path}.at_least", $"is {AtLeast}, above the ceiling, {AtMost}");
    }

    private bool IsWithin(double index) =>
        (AtMost is not { } most || index <= (double)most) && (AtLeast is not { } least || index >= (double)least);

    private static string Summary(HouseholdRecord form) =>
        HouseholdForms.Summary(form, "ICV " + form.QualityOfLifeIndex.ToString("0.##", CultureInfo.InvariantCulture));
}

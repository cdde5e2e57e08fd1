namespace Vamos.Fips.Index;

using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>The quality of life index (Índice de Calidad de Vida, ICV) of a household, 0 to 100, higher is better.</summary>
public static class QualityOfLife
{
    /// <summary>
    /// The index by the published weights, with what each variable contributes; null when the form has no area or nobody who belongs to the
    /// household. The points are added as the source has them, to the hundredth and without rounding, so the contributions add up to the value. A
    /// variable for which an answer is missing contributes nothing and is named.
    /// </summary>
    public static QualityOfLifeIndex? Of(IntegratedProtectionForm form) => Of(form, IndexWeights.Published);

    /// <summary>The index by a table of weights.</summary>
    public static QualityOfLifeIndex? Of(IntegratedProtectionForm form, IndexWeights weights)
    {
        var area = form.Interview?.Place?.Area ?? Area.Unspecified;
        var household = new HouseholdReading(form, weights);
        if (area is not (Area.Urban or Area.Rural) || household.Members.Count == 0)
            return null;

        var index = new QualityOfLifeIndex { Area = area, WeightsVersion = weights.Document.Version };
        var sum = 0m;
        foreach (var variable in weights.Variables)
        {
            if (variable.ClassOf(household) is not { } found)
            {
                index.MissingVariables.Add(variable.Code);
                continue;
            }

            var points = found.Points.In(area);
            sum += points;
            index.Contributions.Add(new IndexContribution
            {
                Variable = variable.Code,
                Name = variable.Name,
                Category = found.Category,
                Points = (double)points,
                Maximum = (double)variable.Maximum.In(area),
            });
        }

        index.Value = (double)sum;
        return index;
    }
}

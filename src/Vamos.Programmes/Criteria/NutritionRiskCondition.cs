namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>What the latest nutrition assessment found. A later one of a source that did not answer could say otherwise.</summary>
internal sealed record NutritionRiskCondition : Condition
{
    [DocumentKey("Findings that count. Left out, at-risk and malnourished.", MinimumCount = 1)]
    public IReadOnlyList<NutritionFinding> Findings { get; init; } = [NutritionFinding.AtRisk, NutritionFinding.Malnourished];

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Nutrition);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var latest = Latest(asked);
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.NutritionAssessments.Count; i++)
            {
                var assessment = records.NutritionAssessments[i];
                if (Order(assessment, asked.Day) != latest)
                    continue;
                trail?.Uses(FactKind.Nutrition, Summary(assessment), assessment.Provenance);
                found.Add(assessment.Finding == NutritionFinding.Unspecified ? Truth.Unknown : TruthLogic.Of(Findings.Contains(assessment.Finding)));
            }
        }

        if (!found.IsStated || (found.Truth == Truth.Yes && !asked.Facts.IsComplete(FactKind.Nutrition)))
        {
            return asked.Facts.IsComplete(FactKind.Nutrition)
                ? Say(trail, Truth.Unknown, "No hay ninguna evaluación nutricional registrada.")
                : SayMissing(trail, asked, FactKind.Nutrition);
        }

        return found.Truth switch
        {
            Truth.Yes when IsAboutRisk => Say(trail, Truth.Yes, "La última evaluación nutricional encontró riesgo o desnutrición."),
            Truth.No when IsAboutRisk => Say(trail, Truth.No, "La última evaluación nutricional no encontró riesgo."),
            Truth.Yes => Say(trail, Truth.Yes, "La última evaluación nutricional encontró un estado adecuado."),
            Truth.No => Say(trail, Truth.No, "La última evaluación nutricional no encontró un estado adecuado."),
            _ => Say(trail, Truth.Unknown, "La última evaluación nutricional no dice el resultado, o hay varias que se contradicen."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.findings", Findings);

    private bool IsAboutRisk => !Findings.Contains(NutritionFinding.Adequate);

    private static int Latest(in Case asked)
    {
        var latest = 0;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.NutritionAssessments.Count; i++)
                latest = Math.Max(latest, Order(records.NutritionAssessments[i], asked.Day));
        }

        return latest;
    }

    private static int Order(NutritionAssessment assessment, DateOnly day) => Measurement.Order(assessment.Date, assessment.Provenance, day);

    private static string Summary(NutritionAssessment assessment) => assessment.Finding switch
    {
        NutritionFinding.Adequate => "estado nutricional adecuado",
        NutritionFinding.AtRisk => "riesgo nutricional",
        NutritionFinding.Malnourished => "desnutrición",
        _ => "evaluación nutricional sin resultado",
    } + Wording.Since("el", assessment.Date);
}

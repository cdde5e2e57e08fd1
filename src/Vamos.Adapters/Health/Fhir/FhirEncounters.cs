namespace Vamos.Adapters.Health.Fhir;

using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// Encounters that tell of a pregnancy or of nutrition, by the codes of their reasons and types. Most encounters are of neither and say nothing here.
/// </summary>
internal static class FhirEncounters
{
    // Visits further apart are of two pregnancies.
    private const int LongestPregnancy = 300;

    private static readonly FrozenSet<string> AntenatalBySnomed = FrozenSet.Create(
        StringComparer.Ordinal, "424525001", "424441002", "424619006", "18114009", "77386006", "72892002", "47200007");

    private static readonly FrozenSet<string> NutritionalRisks = FrozenSet.Create(StringComparer.Ordinal, "R62.8", "R63.4", "R63.6");

    /// <summary>What an encounter tells; null for nothing.</summary>
    public static FhirVisit? Of(FhirRecord record, bool wantsPregnancy, bool wantsNutrition)
    {
        var root = record.Root;
        if (root.Text("status") is not ("arrived" or "triaged" or "in-progress" or "onleave" or "finished"))
            return null;
        var codings = ReasonsOf(root).Concat(root.Each("type")).SelectMany(FhirCoding.Of).ToArray();
        var pregnancy = wantsPregnancy ? PregnancyIn(codings) : PregnancySign.None;
        var finding = wantsNutrition ? FindingIn(codings) : NutritionFinding.Unspecified;
        if ((pregnancy == PregnancySign.None && finding == NutritionFinding.Unspecified) || !record.IsUnderstood())
            return null;
        var date = record.Take("period.start", FhirDate.Day(root.Child("period").Text("start")));
        if (date is null)
        {
            record.Note("period.start", "nobody says when");
            return null;
        }

        return new FhirVisit(date, pregnancy, finding, record.AsOf ?? FhirDate.StartOf(date));
    }

    /// <summary>The pregnancies that visits tell of: a pregnancy is noted with its first visit and true as of its last.</summary>
    public static IEnumerable<PregnancyRecord> PregnanciesOf(IEnumerable<FhirVisit> visits)
    {
        PregnancyRecord? current = null;
        foreach (var visit in visits.Where(visit => visit.Pregnancy != PregnancySign.None).OrderBy(visit => visit.Date.ToIso(), StringComparer.Ordinal))
        {
            if (visit.Pregnancy == PregnancySign.Ended)
            {
                current ??= new PregnancyRecord { NotedDate = visit.Date };
                current.EndDate = visit.Date;
                current.Provenance = HealthProvenance.Of(FhirAdapter.System, visit.AsOf);
                yield return current;
                current = null;
                continue;
            }

            if (current is not null && DaysBetween(current.NotedDate, visit.Date) > LongestPregnancy)
            {
                yield return current;
                current = null;
            }

            current ??= new PregnancyRecord { NotedDate = visit.Date };
            current.Provenance = HealthProvenance.Of(FhirAdapter.System, visit.AsOf);
        }

        if (current is not null)
            yield return current;
    }

    /// <summary>What visits found out about nutrition.</summary>
    public static IEnumerable<NutritionAssessment> AssessmentsOf(IEnumerable<FhirVisit> visits) => visits
        .Where(visit => visit.Finding != NutritionFinding.Unspecified)
        .OrderBy(visit => visit.Date.ToIso(), StringComparer.Ordinal)
        .Select(visit => new NutritionAssessment
        {
            Date = visit.Date,
            Finding = visit.Finding,
            Provenance = HealthProvenance.Of(FhirAdapter.System, visit.AsOf),
        });

    private static IEnumerable<FhirNode> ReasonsOf(FhirNode root)
    {
        var conditions = root.Each("reasonReference").Concat(root.Backbone("diagnosis").Select(diagnosis => diagnosis.Child("condition")));
        return root.Each("reasonCode").Concat(conditions.Select(FhirContained.Find).Select(condition => condition.Child("code")));
    }

    // Chapter O: up to O07 it ended early, O10 to O48 are illnesses while it lasts, O80 to O84 are births. The rest may be before or after.
    private static PregnancySign PregnancyIn(FhirCoding[] codings)
    {
        var sign = PregnancySign.None;
        foreach (var coding in codings)
        {
            var found = coding.System == FhirCoding.Snomed && AntenatalBySnomed.Contains(coding.Code) ? PregnancySign.Lasts
                : coding.Icd10() is not { } code ? PregnancySign.None
                : code == "Z32.1" || IsWithin(code, "Z33", "Z36") || IsWithin(code, "O10", "O48") ? PregnancySign.Lasts
                : IsWithin(code, "O00", "O07") || IsWithin(code, "O80", "O84") || IsWithin(code, "Z37", "Z37") ? PregnancySign.Ended
                : PregnancySign.None;
            if (found > sign)
                sign = found;
        }

        return sign;
    }

    private static NutritionFinding FindingIn(FhirCoding[] codings)
    {
        var finding = NutritionFinding.Unspecified;
        foreach (var code in codings.Select(coding => coding.Icd10()).OfType<string>())
        {
            if (IsWithin(code, "E40", "E46") || IsWithin(code, "O25", "O25"))
                return NutritionFinding.Malnourished;
            if (NutritionalRisks.Contains(code))
                finding = NutritionFinding.AtRisk;
        }

        return finding;
    }

    private static bool IsWithin(string code, string first, string last) =>
        string.CompareOrdinal(code, 0, first, 0, 3) >= 0 && string.CompareOrdinal(code, 0, last, 0, 3) <= 0;

    // Partial dates count from their beginning.
    private static int DaysBetween(Date from, Date to) => DayNumber(to) - DayNumber(from);

    private static int DayNumber(Date date) => new DateOnly(date.Year, Math.Max(date.Month, 1), Math.Max(date.Day, 1)).DayNumber;
}

/// <summary>What a visit tells about a pregnancy.</summary>
internal enum PregnancySign
{
    None,
    Lasts,
    Ended,
}

/// <summary>What one encounter told.</summary>
internal sealed record FhirVisit(Date Date, PregnancySign Pregnancy, NutritionFinding Finding, Timestamp? AsOf);

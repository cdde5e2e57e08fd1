namespace Vamos.Fips.Reconciliation;

using Google.Protobuf;
using Vamos.Fips.V1;

/// <summary>
/// Impairments, their cause and the help that is needed are one answer: a form that asked and found none overrides an older one that found some.
/// </summary>
internal static class Disabilities
{
    /// <summary>Takes the answer of the first form that asked.</summary>
    public static void Complete(HealthAnswers target, IReadOnlyList<Source<IMessage>> sources, ConflictList conflicts, string path)
    {
        var asked = sources.Where(source => Asked((HealthAnswers)source.Message)).ToList();
        if (asked.Count == 0)
            return;
        var first = (HealthAnswers)asked[0].Message;
        if (!Asked(target))
        {
            target.DisabilityAsked = first.DisabilityAsked;
            target.Disabilities.Add(first.Disabilities);
            target.DisabilityCause = first.DisabilityCause;
            target.NeedsHelpWith.Add(first.NeedsHelpWith);
        }

        if (asked.TrueForAll(source => ((HealthAnswers)source.Message).Disabilities.ToHashSet().SetEquals(first.Disabilities)))
            return;
        foreach (var (message, form) in asked)
            conflicts.Add($"{path}.disabilities", ((HealthAnswers)message).Disabilities, form);
    }

    private static bool Asked(HealthAnswers answers) =>
        answers.DisabilityAsked || answers.Disabilities.Count != 0 || answers.NeedsHelpWith.Count != 0
        || answers.DisabilityCause != DisabilityCause.Unspecified;
}

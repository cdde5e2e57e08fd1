namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

/// <summary>Sees whether an adapter answers after it was treated badly as it did before.</summary>
internal static class StillServing
{
    public static async Task MustAnswerAsync(
        Examination examination, NationalId person, Outcome before, string after, Findings findings, CancellationToken cancellationToken)
    {
        var again = await examination.Wire.AskAsync(person, [], cancellationToken);
        if (AnswerComparison.Difference(before, again) is { } difference)
            findings.Defect(
                $"After {after}, a question is answered otherwise than before: {difference}.",
                "Free what a call holds (threads, connections to the legacy system, locks) when the caller gives up.");
        var health = await HealthServing.AskAsync(examination.Wire, "", cancellationToken);
        if (health is "NOT_SERVING" or "UNAVAILABLE" or "DEADLINE_EXCEEDED")
            findings.Defect($"After {after}, the adapter's health is {health}.", "A caller who gives up must not take the adapter down.");
    }
}

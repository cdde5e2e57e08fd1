namespace Vamos.Adapters.Health.Fhir;

using System.Collections.Frozen;
using System.Text.Json;

/// <summary>What an OperationOutcome says, in codes alone: its texts may quote what was asked.</summary>
internal static class FhirOutcome
{
    private const int LongestCode = 32;

    // Warnings that mean that the answer lacks something.
    private static readonly FrozenSet<string> Lacking = FrozenSet.Create(
        StringComparer.Ordinal, "incomplete", "not-supported", "too-costly", "timeout", "throttled", "transient", "no-store", "lock-error");

    /// <summary>Every issue as <c>severity code</c>.</summary>
    public static IReadOnlyList<FhirIssue> Of(JsonElement outcome)
    {
        if (outcome.ValueKind != JsonValueKind.Object || !outcome.TryGetProperty("issue", out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        return [.. list.EnumerateArray().Take(20).Select(issue => new FhirIssue(Code(issue, "severity"), Code(issue, "code")))];
    }

    /// <summary>Whether an issue means that the answer cannot be taken for all that there is.</summary>
    public static bool SpoilsAnswer(FhirIssue issue) => issue.Severity switch
    {
        "information" => false,
        "warning" => Lacking.Contains(issue.Code),
        _ => true,
    };

    /// <summary>Codes for a log.</summary>
    public static string Say(IEnumerable<FhirIssue> issues) =>
        string.Join(", ", issues.Select(issue => $"{issue.Severity} {issue.Code}").Distinct(StringComparer.Ordinal));

    private static string Code(JsonElement issue, string name) =>
        issue.ValueKind == JsonValueKind.Object && issue.TryGetProperty(name, out var code) && FhirText.TryRead(code, out var text)
            && text.Length is > 0 and <= LongestCode && text.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')
            ? text
            : "unknown";
}

/// <summary>One issue of an OperationOutcome.</summary>
internal readonly record struct FhirIssue(string Severity, string Code);

namespace Vamos.Adapters.Certification.Checks;

using System.Text.RegularExpressions;

internal sealed partial class ErrorsPrivate : ICheck
{
    // Shorter ones occur in other things by chance.
    private const int LeastTelling = 6;

    public CheckTitle About { get; } = new(
        "errors",
        "errors-private",
        "Errors hold neither the number asked about nor the adapter's insides",
        "Errors are written to logs. They hold no personal data, no stack trace and no name or message of a legacy system.");

    [GeneratedRegex(
        """(^|\n)\s*at [\w.<>`\[\]+]+\(|Traceback \(most recent call last\)|File "[^"\n]+", line \d+"""
            + """|\.(cs|java|kt|py|rb|js|ts|go|php):(line )?\d+|goroutine \d+ \["""
            + """|\b[A-Z]\w+(Exception|Error)\b\s*(:|>)|Exception calling application|Unexpected <class|SQLSTATE|ORA-\d{4,5}""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Insides { get; }

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var (_, person) in MalformedNumbers.All)
            await examination.Wire.AskAsync(person, [], cancellationToken);
        // Whatever went wrong in the checks before is looked at as well.
        foreach (var refusal in examination.Wire.Refusals)
        {
            if (refusal.Asked.Length >= LeastTelling && refusal.Text.Contains(refusal.Asked, StringComparison.Ordinal))
                findings.Defect(
                    $"{refusal.InWords()} from {refusal.Method} holds the number that was asked about.",
                    "Name the field, national_id.number, and not its value: the hub knows what it asked.");
            if (Insides.IsMatch(refusal.Text))
                findings.Defect(
                    $"{refusal.InWords()} from {refusal.Method} holds a stack trace or the text of an exception.",
                    "Write exceptions to the adapter's own log, and answer with a sentence that was written for callers.");
        }

        findings.Note($"{examination.Wire.Refusals.Count} errors of all checks were read.");
    }
}

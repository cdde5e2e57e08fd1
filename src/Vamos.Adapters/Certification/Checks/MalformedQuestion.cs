namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapters.Certification.Wire;

internal sealed class MalformedQuestion : ICheck
{
    private const string Remedy =
        "Check national_id before the legacy system is asked: number 1 to 9 digits 0-9, the first not 0; letter empty or one of A-Z; "
        + "country_code empty or two letters A-Z. Answer INVALID_ARGUMENT with google.rpc.BadRequest in grpc-status-details-bin, "
        + "with a field_violation for national_id.number and the like.";

    public CheckTitle About { get; } = new(
        "malformed",
        "malformed-question",
        "A malformed number is INVALID_ARGUMENT, and the error says which field",
        "BadRequest names every violated field, in names of the contract: national_id, national_id.number, national_id.letter, national_id.country_code.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var (what, person) in MalformedNumbers.All)
            Look($"A question {what}", await examination.Wire.AskAsync(person, [], cancellationToken), findings);
    }

    /// <summary>Looks at what came of a malformed question.</summary>
    internal static void Look(string question, Outcome outcome, Findings findings)
    {
        if (outcome.Refusal is not { } refusal)
            findings.Defect($"{question} is answered with {outcome.InWords()}.", Remedy);
        else if (refusal.Code != StatusCode.InvalidArgument)
            findings.Defect($"{question} ends with {refusal.InWords()}, not INVALID_ARGUMENT.", Remedy);
        else if (refusal.Fields.Count == 0)
            findings.Defect($"{question} is INVALID_ARGUMENT, but no BadRequest says which field is wrong.", Remedy);
        else if (!refusal.Fields.Any(field => field.StartsWith("national_id", StringComparison.Ordinal)))
            findings.Defect($"{question} is INVALID_ARGUMENT, but its BadRequest names other fields than national_id.", Remedy);
    }
}

namespace Vamos.Adapters.Hl7;

/// <summary>What became of a message, as its sender is told.</summary>
/// <param name="Outcome">Whether it was accepted.</param>
/// <param name="Flaw">Why not.</param>
public sealed record Hl7Verdict(Hl7Outcome Outcome, Hl7Exception? Flaw = null)
{
    /// <summary>Accepted.</summary>
    public static Hl7Verdict Accepted { get; } = new(Hl7Outcome.Accepted);

    /// <summary>What the standard's rules make of a flaw: a message for somebody else is rejected, one with wrong content is an error.</summary>
    public static Hl7Verdict Of(Hl7Exception flaw) => new(
        flaw.Code is >= Hl7ErrorCode.UnsupportedMessageType and <= Hl7ErrorCode.UnsupportedVersion ? Hl7Outcome.Rejected : Hl7Outcome.Error, flaw);
}

namespace Vamos.Adapters.Certification;

/// <summary>How a check ended.</summary>
/// <param name="About">What was tried.</param>
/// <param name="Findings">What was found out.</param>
/// <param name="Took">How long it took.</param>
internal sealed record CheckResult(CheckTitle About, Findings Findings, TimeSpan Took)
{
    public bool Failed => Findings.Defects.Count != 0;

    public bool Skipped => !Failed && Findings.SkippedBecause is not null;
}

namespace Vamos.Hub.Audit;

/// <summary>What is stored of the log contradicts itself: it was changed by other means than this program.</summary>
/// <param name="finding">The first thing that is wrong.</param>
public sealed class AuditTamperedException(AuditFinding finding) : Exception($"The exchange log was tampered with. {finding.Explanation}")
{
    /// <summary>The first thing that is wrong.</summary>
    public AuditFinding Finding { get; } = finding;
}

/// <summary>What the verification of a log found.</summary>
/// <param name="Size">Number of records in the log.</param>
/// <param name="FirstBad">First position that is wrong; null when none is.</param>
/// <param name="Explanation">The same in words.</param>
public sealed record AuditFinding(long Size, long? FirstBad, string Explanation)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Valid => FirstBad is null;
}

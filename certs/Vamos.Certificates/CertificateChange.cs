namespace Vamos.Certificates;

/// <summary>One thing that <see cref="CertificateFolder.Ensure"/> did.</summary>
/// <param name="Institution">The institution whose certificate was made; <c>ca</c> for the authority.</param>
/// <param name="Kind">Whether it is new, or replaces another.</param>
/// <param name="Reason">Why, in words for a log.</param>
/// <param name="NotAfter">Until when the new certificate is valid.</param>
public sealed record CertificateChange(string Institution, CertificateChangeKind Kind, string Reason, DateTimeOffset NotAfter);

/// <summary>What happened to a certificate.</summary>
public enum CertificateChangeKind
{
    /// <summary>There was none.</summary>
    Created,

    /// <summary>The old one gave way to another of the same key.</summary>
    Renewed,

    /// <summary>The old one was of no use and gave way to another with a new key.</summary>
    Replaced,

    /// <summary>It is revoked and was left as it is: whether its holder gets another is for a person to say.</summary>
    Left,
}

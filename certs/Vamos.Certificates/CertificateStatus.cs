namespace Vamos.Certificates;

/// <summary>What is known of one certificate in a folder.</summary>
public sealed record CertificateStatus
{
    /// <summary>The institution after which the file is named; <c>ca</c> for the authority.</summary>
    public required string Institution { get; init; }

    /// <summary>Whether it can be used, and if not, why.</summary>
    public required CertificateState State { get; init; }

    /// <summary>The subject's distinguished name; empty, like all that follows, when the file is unreadable.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The distinguished name of who signed it.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The serial number in hexadecimal.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>The first moment of its validity.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of its validity.</summary>
    public DateTimeOffset NotAfter { get; init; }

    /// <summary>When the authority took it back; null when it did not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The DNS names and IP addresses under which its holder may be called.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, in lower-case hexadecimal; it stays the same while the key does.</summary>
    public string PublicKeySha256 { get; init; } = "";
}

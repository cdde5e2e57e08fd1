namespace Vamos.Certificates;

/// <summary>How an identity that follows its files stands at a moment.</summary>
public sealed record TlsIdentityState
{
    /// <summary>Serial number of our certificate, in hexadecimal.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The last moment of our certificate's validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>How near that is.</summary>
    public required CertificateExpiry Expiry { get; init; }

    /// <summary>When the identity in use was loaded.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>Why newer files are not in use; null when all is well.</summary>
    public string? LastError { get; init; }

    /// <summary>True when our own certificate is on a revocation list: the others refuse us.</summary>
    public bool Revoked { get; init; }

    /// <summary>The revocation lists in use.</summary>
    public required RevocationState Revocations { get; init; }
}

/// <summary>How the revocation lists stand.</summary>
public sealed record RevocationState
{
    /// <summary>The file in which they are looked for.</summary>
    public required string File { get; init; }

    /// <summary>When the lists in use were loaded; null while there are none.</summary>
    public DateTimeOffset? LoadedAt { get; init; }

    /// <summary>How many certificates are revoked.</summary>
    public int Count { get; init; }

    /// <summary>When the authority meant to have replaced them.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>True when that moment has passed: the lists go on counting, but lack what was revoked since.</summary>
    public bool Overdue { get; init; }

    /// <summary>Why a newer file is not in use; null when all is well.</summary>
    public string? LastError { get; init; }
}

namespace Vamos.Certificates;

/// <summary>How near a certificate is to its end.</summary>
public enum CertificateExpiry
{
    /// <summary>More than thirty days away.</summary>
    Ok,

    /// <summary>Thirty days or less.</summary>
    Within30Days,

    /// <summary>Seven days or less.</summary>
    Within7Days,

    /// <summary>A day or less.</summary>
    Within1Day,

    /// <summary>Past its end.</summary>
    Expired,
}

/// <summary>Words and rules for <see cref="CertificateExpiry"/>.</summary>
public static class CertificateExpiries
{
    /// <summary>How near the end is at a moment.</summary>
    public static CertificateExpiry Of(DateTimeOffset notAfter, DateTimeOffset now) => (notAfter - now).TotalDays switch
    {
        < 0 => CertificateExpiry.Expired,
        <= 1 => CertificateExpiry.Within1Day,
        <= 7 => CertificateExpiry.Within7Days,
        <= 30 => CertificateExpiry.Within30Days,
        _ => CertificateExpiry.Ok,
    };

    /// <summary>The word for reports and monitors.</summary>
    public static string Word(this CertificateExpiry expiry) => expiry switch
    {
        CertificateExpiry.Ok => "ok",
        CertificateExpiry.Within30Days => "expires-within-30-days",
        CertificateExpiry.Within7Days => "expires-within-7-days",
        CertificateExpiry.Within1Day => "expires-within-1-day",
        _ => "expired",
    };
}

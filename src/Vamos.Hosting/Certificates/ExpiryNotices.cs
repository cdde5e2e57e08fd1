namespace Vamos.Hosting.Certificates;

using Vamos.Certificates;

/// <summary>Tells each stage of a certificate's approaching end once.</summary>
internal sealed class ExpiryNotices
{
    private readonly Dictionary<string, CertificateExpiry> _told = new(StringComparer.Ordinal);

    /// <summary>True when this stage is worth a word and was not told of before.</summary>
    public bool IsNew(string institution, string serialNumber, CertificateExpiry expiry)
    {
        var certificate = $"{institution}/{serialNumber}";
        if (_told.GetValueOrDefault(certificate) >= expiry)
            return false;
        _told[certificate] = expiry;
        return true;
    }
}

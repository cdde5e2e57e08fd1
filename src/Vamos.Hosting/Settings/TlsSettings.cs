namespace Vamos.Hosting.Settings;

using Vamos.Certificates;

/// <summary>Where the certificates of this server are, as PEM files.</summary>
public static class TlsSettings
{
    /// <summary>
    /// Loads the identity that a section names by its keys <c>Authority</c>, <c>Certificate</c> and <c>Key</c>; null, with
    /// the errors noted, when that cannot be done. Revocation lists are looked for beside the authority, or where
    /// <c>RevocationList</c> says.
    /// </summary>
    public static TlsIdentitySource? Read(SettingsReader section, TimeProvider time)
    {
        var authority = section.ExistingFile("Authority");
        var certificate = section.ExistingFile("Certificate");
        var key = section.ExistingFile("Key");
        var revocations = section.OptionalText("RevocationList") is null ? null : section.ExistingFile("RevocationList");
        if (!File.Exists(authority) || !File.Exists(certificate) || !File.Exists(key))
            return null;

        try
        {
            return TlsIdentitySource.Open(authority, certificate, key, revocations, time);
        }
        catch (CertificateException e)
        {
            section.Error("Certificate", $"cannot be used: {e.Message}");
            return null;
        }
    }
}

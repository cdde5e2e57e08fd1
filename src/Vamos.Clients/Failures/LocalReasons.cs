namespace Vamos.Clients;

/// <summary>Reasons of failures that this library finds itself, beside those that the hub gives.</summary>
public static class LocalReasons
{
    /// <summary>No connection to the hub came about, or it broke.</summary>
    public const string HubUnreachable = "HUB_UNREACHABLE";

    /// <summary>The other side's certificate does not show it to be the hub.</summary>
    public const string HubNotTrusted = "HUB_NOT_TRUSTED";

    /// <summary>The hub ended the connection before the first word, most likely over our certificate.</summary>
    public const string CertificateRefused = "CERTIFICATE_REFUSED";
}

namespace Vamos.Adapters.Soap;

/// <summary>Names that SOAP 1.1 and the username token profile of WS-Security 1.0 (OASIS) fix.</summary>
internal static class SoapNames
{
    public const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    public const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public const string PasswordDigest = Profile + "#PasswordDigest";
    public const string PasswordText = Profile + "#PasswordText";
    public const string Base64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
}

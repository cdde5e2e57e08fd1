namespace Vamos.Adapters.Soap;

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

/// <summary>
/// Who sends a message, after the username token profile of WS-Security. With a digest the password stays here: what is sent is good for this one
/// message and for as long as the service holds its time for recent, so the clocks of both must agree.
/// </summary>
internal sealed class UsernameToken
{
    private const int NonceBytes = 16;

    private readonly string _user;
    private readonly string _password;
    private readonly bool _asDigest;
    private readonly byte[] _nonce;

    private UsernameToken(string user, string password, bool asDigest, byte[] nonce, DateTimeOffset created)
    {
        _user = user;
        _password = password;
        _asDigest = asDigest;
        _nonce = nonce;
        Created = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    public string Created { get; }

    /// <summary>A token for one message; null where the service wants none.</summary>
    public static UsernameToken? For(SoapSettings settings, TimeProvider time) => settings.PasswordType == SoapPassword.None ? null : new(
        settings.User,
        settings.Password,
        settings.PasswordType == SoapPassword.Digest,
        RandomNumberGenerator.GetBytes(NonceBytes),
        time.GetUtcNow());

    /// <summary>Base64(SHA-1(nonce + created + password)).</summary>
    public static string Digest(ReadOnlySpan<byte> nonce, string created, string password)
    {
        // The profile fixes SHA-1. What it guards is a password that is already mixed with 16 random bytes.
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData([.. nonce, .. Encoding.UTF8.GetBytes(created + password)]));
#pragma warning restore CA5350
    }

    public void WriteTo(XmlWriter writer)
    {
        writer.WriteStartElement("wsse", "Security", SoapNames.Security);
        writer.WriteAttributeString("mustUnderstand", SoapNames.Envelope, "1");
        writer.WriteStartElement("UsernameToken", SoapNames.Security);
        writer.WriteElementString("Username", SoapNames.Security, _user);
        writer.WriteStartElement("Password", SoapNames.Security);
        writer.WriteAttributeString("Type", _asDigest ? SoapNames.PasswordDigest : SoapNames.PasswordText);
        writer.WriteString(_asDigest ? Digest(_nonce, Created, _password) : _password);
        writer.WriteEndElement();
        writer.WriteStartElement("Nonce", SoapNames.Security);
        writer.WriteAttributeString("EncodingType", SoapNames.Base64);
        writer.WriteString(Convert.ToBase64String(_nonce));
        writer.WriteEndElement();
        writer.WriteElementString("wsu", "Created", SoapNames.Utility, Created);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}

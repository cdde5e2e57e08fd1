namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

/// <summary>Who sends a message: user and password, a time that is not long ago, and a nonce that was not seen before.</summary>
internal sealed class UsernameTokenCheck(MtessSoapOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);

    /// <summary>The fault that a message deserves; null when its sender may call.</summary>
    public XElement? Refuse(XElement envelope)
    {
        if (envelope.Element(SoapXml.Soap + "Header")?.Element(SoapXml.Wsse + "Security")?.Element(SoapXml.Wsse + "UsernameToken") is not { } token)
            return SoapXml.Fault(SoapXml.Wsse + "SecurityTokenUnavailable", "Falta el UsernameToken.");
        var nonce = token.Element(SoapXml.Wsse + "Nonce")?.Value ?? "";
        var created = token.Element(SoapXml.Wsu + "Created")?.Value ?? "";
        if (nonce.Length == 0 || !DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return SoapXml.Fault(SoapXml.Wsse + "InvalidSecurity", "El UsernameToken no tiene Nonce y Created.");
        if (!IsOfUser(token, nonce, created))
            return SoapXml.Fault(SoapXml.Wsse + "FailedAuthentication", "Usuario o contraseña no válidos.");
        var now = time.GetUtcNow();
        if ((now - moment).Duration() > options.Window)
            return SoapXml.Fault(SoapXml.Wsse + "MessageExpired", "Created está fuera de la ventana permitida.");
        return IsNew(nonce, moment, now) ? null : SoapXml.Fault(SoapXml.Wsse + "FailedAuthentication", "El Nonce ya fue usado.");
    }

    private bool IsOfUser(XElement token, string nonce, string created)
    {
        var password = token.Element(SoapXml.Wsse + "Password");
        var sent = password?.Value ?? "";
        var isDigest = ((string?)password?.Attribute("Type"))?.EndsWith("#PasswordDigest", StringComparison.Ordinal) == true;
        var expected = options.Password;
        if (isDigest)
        {
            var bytes = new byte[nonce.Length];
            if (!Convert.TryFromBase64String(nonce, bytes, out var length))
                return false;
#pragma warning disable CA5350 // the profile fixes SHA-1
            expected = Convert.ToBase64String(SHA1.HashData([.. bytes[..length], .. Encoding.UTF8.GetBytes(created + options.Password)]));
#pragma warning restore CA5350
        }

        return token.Element(SoapXml.Wsse + "Username")?.Value == options.User
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));
    }

    private bool IsNew(string nonce, DateTimeOffset created, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (old, _) in _seen.Where(entry => (now - entry.Value).Duration() > options.Window).ToList())
                _seen.Remove(old);
            return _seen.TryAdd(nonce, created);
        }
    }
}

namespace Vamos.Certificates;

using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

/// <summary>A name under which a server is called and that may stand in its certificate: a DNS name or an IP address.</summary>
public static class HostName
{
    /// <summary>The rule, in words for a message.</summary>
    public const string Rule = "a DNS name in ASCII without wildcard, or an IP address";

    /// <summary>Gives a name as it is written into a certificate: DNS names in lower case, addresses in their usual form.</summary>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return false;
        if (TryParseAddress(trimmed, out var address))
            name = address.ToString();
        else if (IsDnsName(trimmed))
            name = trimmed.ToLowerInvariant();
        return name is not null;
    }

    internal static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (!IPAddress.TryParse(text, out var parsed))
            return false;
        // The parser also takes "1" and "0x7f.1" for addresses, and zones that mean something on one machine only.
        var plain = parsed.AddressFamily == AddressFamily.InterNetwork
            ? parsed.ToString() == text
            : !text.Contains('%') && !text.Contains('[');
        address = plain ? parsed : null;
        return plain;
    }

    private static bool IsDnsName(string text)
    {
        if (text.Length > 253)
            return false;
        var labels = text.Split('.');
        return labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}

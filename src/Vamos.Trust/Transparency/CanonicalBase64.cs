namespace Vamos.Trust.Transparency;

/// <summary>Base64 that has one spelling only: no spaces, no other last digit for the same bytes.</summary>
internal static class CanonicalBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        var valid = Convert.TryFromBase64String(text, buffer, out var length);
        bytes = valid ? buffer[..length] : [];
        return valid && Convert.ToBase64String(bytes) == text;
    }
}

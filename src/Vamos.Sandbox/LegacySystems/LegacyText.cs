namespace Vamos.Sandbox.LegacySystems;

using System.Text;

/// <summary>Writes names as a system in Latin-1 did: in capitals, and with the Guaraní letters that it did not have reduced to what it had.</summary>
internal static class LegacyText
{
    public static byte[]? Encode(string? text) => text is null ? null : Encoding.Latin1.GetBytes(Reduce(text));

    /// <summary>The capitals that survive in Latin-1.</summary>
    public static string Reduce(string text)
    {
        var reduced = new StringBuilder(text.Length);
        foreach (var letter in text.ToUpperInvariant())
        {
            switch (letter)
            {
                case 'Ỹ':
                    reduced.Append('Y');
                    break;
                case 'Ẽ':
                    reduced.Append('E');
                    break;
                case 'Ĩ':
                    reduced.Append('I');
                    break;
                case 'Ũ':
                    reduced.Append('U');
                    break;
                case '\u0303':
                    // The tilde of G̃, which has no letter of its own even in Unicode, was dropped.
                    break;
                case '’':
                    reduced.Append('\'');
                    break;
                default:
                    reduced.Append(letter <= 0xFF ? letter : '?');
                    break;
            }
        }

        return reduced.ToString();
    }
}

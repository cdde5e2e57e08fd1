namespace Vamos.Documents.Shapes;

using System.Text;

/// <summary>Names of the code as documents write them.</summary>
internal static class KeyName
{
    /// <summary><c>PerSecond</c> as <c>per_second</c>; digits stay with the word before them.</summary>
    public static string Snake(string name) => Join(name, '_');

    /// <summary><c>DataProtection</c> as <c>data-protection</c>.</summary>
    public static string Kebab(string name) => Join(name, '-');

    private static string Join(string name, char separator)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length != 0)
                text.Append(separator);
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}

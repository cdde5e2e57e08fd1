namespace Vamos.Adapters.Health.Fhir;

using System.Text;
using System.Text.Json;
using Vamos.Translation;

/// <summary>Text within JSON.</summary>
internal static class FhirText
{
    private const int Longest = 500;

    /// <summary>The text as it stands; false when the element is none, or holds half a character.</summary>
    public static bool TryRead(JsonElement element, out string text)
    {
        text = "";
        if (element.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Text for people, freed of needless blanks; null when nothing is left.</summary>
    public static Translated<string?> Words(JsonElement element)
    {
        if (!TryRead(element, out var text))
            return new Translated<string?>(null, "not a text");
        if (text.Length > Longest)
            return new Translated<string?>(null, "longer than any such text");
        var words = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (words.Length > 0 && words[^1] != ' ')
                    words.Append(' ');
            }
            else if (char.IsControl(letter) || letter == '\uFFFD')
            {
                return new Translated<string?>(null, "a character that no text contains");
            }
            else
            {
                words.Append(letter);
            }
        }

        var result = words.ToString().TrimEnd();
        return result.Length == 0 ? null : result;
    }
}

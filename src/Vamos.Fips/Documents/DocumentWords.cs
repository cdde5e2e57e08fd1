namespace Vamos.Fips.Documents;

/// <summary>Words of a document in messages.</summary>
internal static class DocumentWords
{
    private const int Longest = 40;

    /// <summary>A key that nobody knows, short enough to be told.</summary>
    public static string Shown(string key)
    {
        var shown = string.Concat(key.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return shown.Length == 0 ? "''" : shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }
}

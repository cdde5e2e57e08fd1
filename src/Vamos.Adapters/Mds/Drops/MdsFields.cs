namespace Vamos.Adapters.Mds.Drops;

using System.Globalization;

/// <summary>Fields that several of the ministry's files have.</summary>
internal static class MdsFields
{
    /// <summary>What is wrong with a count.</summary>
    public static string? WholeNumber(string text) =>
        text.Length == 0 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "not a whole number";
}

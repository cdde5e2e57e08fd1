namespace Vamos.Adapters.Mds.Drops;

using System.Globalization;
using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Common.V1;

/// <summary>Fields that several of the ministry's files have.</summary>
internal static class MdsFields
{
    /// <summary>What is wrong with a count.</summary>
    public static string? WholeNumber(string text) =>
        text.Length == 0 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "not a whole number";

    /// <summary>A date of which day, month and year have a column each.</summary>
    public static Date? Date(this DropRecord record, string day, string month, string year)
    {
        var (d, m, y) = (record.Number(day) ?? 0, record.Number(month) ?? 0, record.Number(year) ?? 0);
        var isWritable = d is >= 0 and <= 99 && m is >= 0 and <= 99 && y is >= 0 and <= 9999;
        var text = isWritable ? string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{m:00}-{d:00}") : "?";
        return record.Take(year, LegacyDate.Translate(text));
    }

    /// <summary>The INE code of a district of which department and district have a column each, by the electoral body's codes.</summary>
    public static string District(this DropRecord record, string department, string district)
    {
        if (record.Number(department) is not { } first || record.Number(district) is not { } second)
        {
            record.Note(district, "missing, so nobody can tell the district");
            return "";
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"{first:00}{second:00}");
        return record.Take(district, ElectoralTerritory.DistrictOf(code)) ?? "";
    }
}

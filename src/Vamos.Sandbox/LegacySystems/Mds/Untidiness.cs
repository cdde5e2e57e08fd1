namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>
/// The many ways in which thirty years of clerks and imports wrote the same thing. Which way a row shows follows from its key, so that a row
/// looks the same in every run and under every seed.
/// </summary>
internal static class Untidiness
{
    /// <summary>How a date is written that nobody knows.</summary>
    public const string UnknownDate = "00/00/0000";

    public static string Cedula(Cedula cedula, long key)
    {
        var number = cedula.Number.ToString(CultureInfo.InvariantCulture);
        if (cedula.Letter is { } letter)
            return Pick(key, 1, 3) == 0 ? $"{letter}-{WithDots(cedula.Number)}" : $"{letter}-{number}";
        return Pick(key, 1, 9) switch
        {
            0 or 1 or 2 => number,
            3 or 4 => WithDots(cedula.Number),
            5 => $" {number} ",
            6 => $"{number}.0",
            7 => $"0{number}",
            _ => $"{number} ",
        };
    }

    public static string Date(DateOnly date, long key) => date.ToString(
        Pick(key, 2, 5) switch
        {
            0 or 1 => "yyyy-MM-dd",
            2 => "dd/MM/yyyy",
            3 => "dd-MM-yyyy",
            _ => "yyyyMMdd",
        },
        CultureInfo.InvariantCulture);

    /// <summary>A date that may be missing: empty, NULL, or written as zeros.</summary>
    public static string? Date(DateOnly? date, long key) => date is { } known ? Date(known, key) : Pick(key, 3, 4) switch
    {
        0 => UnknownDate,
        1 => string.Empty,
        _ => null,
    };

    public static string Money(long amount, long key) => Pick(key, 4, 3) switch
    {
        0 => WithDots(amount),
        1 => $"{amount}.00",
        _ => amount.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Yes is 1, no is 6, and 9 is what nobody asked.</summary>
    public static int YesNo(bool? answer) => answer switch
    {
        true => 1,
        false => 6,
        null => 9,
    };

    /// <summary>The one column that is always written alike, since the database itself writes it.</summary>
    public static string Stamp(DateOnly day, long key) =>
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {7 + Pick(key, 5, 10):00}:{Pick(key, 6, 60):00}:{Pick(key, 7, 60):00}";

    /// <summary>A choice below <paramref name="ways"/> that the key alone decides.</summary>
    public static int Pick(long key, int question, int ways)
    {
        var mixed = (ulong)key * 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 31) ^ ((ulong)question * 0xD1B54A32D192ED03UL)) * 0xBF58476D1CE4E5B9UL;
        return (int)((mixed ^ (mixed >> 29)) % (ulong)ways);
    }

    private static string WithDots(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}

namespace Vamos.Fips.Instruments.FichaHogar;

/// <summary>Where the sheet of a member stands in its file, and to which household it belongs. Sheets sort by household, then as they stand.</summary>
/// <param name="Household">Place of the household in its own file.</param>
/// <param name="Length">Bytes, the line end included.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Line">Number of its line.</param>
internal readonly record struct Sheet(int Household, int Length, long Offset, long Line) : IComparable<Sheet>
{
    public int CompareTo(Sheet other) => Household != other.Household ? Household.CompareTo(other.Household) : Offset.CompareTo(other.Offset);

    public static bool operator <(Sheet one, Sheet other) => one.CompareTo(other) < 0;

    public static bool operator >(Sheet one, Sheet other) => one.CompareTo(other) > 0;

    public static bool operator <=(Sheet one, Sheet other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Sheet one, Sheet other) => one.CompareTo(other) >= 0;
}

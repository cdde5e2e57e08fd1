namespace Vamos.Adapters.Mds;

using Vamos.Common.V1;

/// <summary>
/// The one spelling of a cédula by which rows are found: the letter, if any, and the digits. The database computes it from the text as it stands,
/// in an index of its own, so that a lookup is exact for every spelling, always current, and changes nothing in the legacy tables. Looking for all
/// spellings of a number instead would mean a list as long as the clerks were inventive, and a person not found when it lacks one.
/// <para>The translation of every row compares this key with the cédula as the contract reads it. Where they differ the row is set aside, so the
/// two can never drift apart unnoticed.</para>
/// </summary>
internal static class CedulaKey
{
    /// <summary>Name of the computed column in every statement.</summary>
    public const string Column = "clave_cedula";

    // Only functions that SQLite and PostgreSQL both have, and count as deterministic. A spreadsheet's ".0" goes first, lest it become a digit.
    private const string Text = "upper(replace(trim(numero_cedula), ' ', ''))";

    /// <summary>The expression, the same to the letter in index and query, which is how the databases recognise it.</summary>
    public const string Expression =
        "upper(coalesce(trim(letra_cedula), '')) || " +
        "ltrim(replace(replace(" +
        $"CASE WHEN substr({Text}, length({Text}) - 1) = '.0' THEN substr({Text}, 1, length({Text}) - 2) ELSE {Text} END" +
        ", '.', ''), '-', ''), '0')";

    /// <summary>The key of a person.</summary>
    public static string Of(NationalId id) => id.Letter + id.Number;
}

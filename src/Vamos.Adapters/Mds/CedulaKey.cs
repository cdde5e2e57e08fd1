namespace Vamos.Adapters.Mds;

using Vamos.Common.V1;

/// <summary>
/// The one spelling of a cédula by which rows are found: the letter, if any, and the digits. The database computes it from the text as it stands,
/// in an index of its own, so that a lookup is exact for every spelling, always current, and changes nothing in the legacy tables. Looking for all
/// spellings of a number instead would mean a list as long as the clerks were inventive, and a person not found when it lacks one.
/// <para>The expression stands in the file of queries, since institutions differ. The translation of every row compares this key with the cédula
/// as the contract reads it. Where they differ the row is set aside, so the two can never drift apart unnoticed.</para>
/// </summary>
internal static class CedulaKey
{
    /// <summary>Name of the computed column in every query.</summary>
    public const string Column = "clave_cedula";

    /// <summary>The key of a person.</summary>
    public static string Of(NationalId id) => id.Letter + id.Number;
}

namespace Vamos.Adapters.Certification.Checks;

using Vamos.Common.V1;

/// <summary>People who cannot be: numbers that break the rules of the contract, each in its own way.</summary>
internal static class MalformedNumbers
{
    /// <summary>What is wrong with each, and the number.</summary>
    public static IReadOnlyList<(string What, NationalId? Person)> All { get; } =
    [
        ("without national_id", null),
        ("with an empty number", new NationalId()),
        ("with letters in the number", new NationalId { Number = "7310x4469" }),
        ("with dots in the number", new NationalId { Number = "7.310.446" }),
        ("with leading zeros", new NationalId { Number = "0007310446" }),
        ("with a number of ten digits", new NationalId { Number = "7310446912" }),
        ("with a number of four thousand digits", new NationalId { Number = new string('7', 4000) }),
        ("with a line break in the number", new NationalId { Number = "7310446\n9" }),
        ("with a null character in the number", new NationalId { Number = "7310446\0" }),
        ("with a quotation mark in the number", new NationalId { Number = "7310446' OR '1'='1" }),
        ("with a negative number", new NationalId { Number = "-7310446" }),
        ("with digits of another script", new NationalId { Number = "٧٣١٠٤٤٦" }),
        ("with a letter in lower case", new NationalId { Number = "7310446", Letter = "a" }),
        ("with two letters", new NationalId { Number = "7310446", Letter = "AB" }),
        ("with a country code that is none", new NationalId { Number = "7310446", CountryCode = "Paraguay" }),
    ];
}

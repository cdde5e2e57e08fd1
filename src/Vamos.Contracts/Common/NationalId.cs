namespace Vamos.Common.V1;

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

/// <summary>Reading, writing and checking the number of an identity document (cédula de identidad civil).</summary>
public sealed partial class NationalId
{
    /// <summary>Most digits that a number has.</summary>
    public const int MaxDigits = 9;

    private const string HomeCountry = "PY";

    [GeneratedRegex(@"^(?:(?<letter>[A-Za-z])\s*-?\s*)?(?<digits>[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Written { get; }

    [GeneratedRegex(@"^[1-9][0-9]{0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex CanonicalNumber { get; }

    /// <summary>True when the document was issued by Paraguay.</summary>
    public bool IsParaguayan => CountryCode.Length == 0 || CountryCode == HomeCountry;

    /// <summary>
    /// Reads a number as people write it: <c>1234567</c>, <c>1.234.567</c>, <c>A-1234567</c>, <c>a 1.234.567</c>.
    /// Anything else is refused; nothing is guessed.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NationalId? nationalId)
    {
        nationalId = null;
        if (text is null)
            return false;

        var match = Written.Match(text.Trim());
        if (!match.Success)
            return false;

        var number = match.Groups["digits"].Value.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        if (number.Length == 0)
            return false;

        nationalId = new NationalId { Number = number, Letter = match.Groups["letter"].Value.ToUpperInvariant() };
        return true;
    }

    /// <summary>The number as people write it, without dots: <c>A-1234567</c>. Foreign numbers begin with their country.</summary>
    public string ToText()
    {
        var number = Letter.Length == 0 ? Number : $"{Letter}-{Number}";
        return IsParaguayan ? number : $"{CountryCode}:{number}";
    }

    /// <summary>
    /// What breaks the rules of the contract, as pairs of field path and description; empty when nothing does.
    /// </summary>
    /// <param name="path">Path of this message within the request.</param>
    public IEnumerable<(string Field, string Description)> Violations(string path)
    {
        if (Number.Length == 0)
            yield return ($"{path}.number", "is required: the digits of the identity document, for example 1234567");
        else if (IsParaguayan && !CanonicalNumber.IsMatch(Number))
            yield return ($"{path}.number", "must be 1 to 9 digits without dots, letters or leading zeros, for example 1234567");
        else if (!IsParaguayan && Number.Length > 32)
            yield return ($"{path}.number", "must not be longer than 32 characters");

        if (Letter.Length > 1 || (Letter.Length == 1 && Letter[0] is < 'A' or > 'Z'))
            yield return ($"{path}.letter", "must be empty or one upper-case letter A to Z");

        if (CountryCode.Length != 0 && (CountryCode.Length != 2 || CountryCode.Any(c => c is < 'A' or > 'Z')))
            yield return ($"{path}.country_code", "must be empty (PY) or two upper-case letters after ISO 3166-1");
    }

    /// <summary>Whether it is what nearly all are, and without a flaw: of Paraguay, 1 to 9 digits, no letter. Says it without allocating.</summary>
    public bool IsPlain => CountryCode.Length == 0 && Letter.Length == 0 && Number.Length is > 0 and <= MaxDigits && Number[0] != '0'
        && !Number.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>The same person in the one spelling that is compared: an explicit PY becomes empty.</summary>
    public NationalId Canonical() => CountryCode == HomeCountry ? new NationalId { Number = Number, Letter = Letter } : this;
}

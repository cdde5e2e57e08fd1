namespace Vamos.Translation;

/// <summary>
/// Numbers of employers (número patronal). They had five digits once and have ten today. How the old and the new number of an employer relate no
/// source says, so each stays as it is written, zeros in front included.
/// </summary>
public static class EmployerNumber
{
    /// <summary>Digits of today's numbers.</summary>
    public const int Digits = 10;

    /// <summary>Digits of the numbers that employers had before.</summary>
    public const int FormerDigits = 5;

    /// <summary>The number; one that is missing is not understood.</summary>
    /// <param name="text">As the source has it.</param>
    /// <param name="mostDigits">Most digits that it may have there.</param>
    public static Translated<string> Translate(string? text, int mostDigits = Digits)
    {
        var number = text?.Trim();
        if (string.IsNullOrEmpty(number))
            return Translated<string>.Not("missing");
        return number.Length <= mostDigits && number.All(char.IsAsciiDigit) ? number : Translated<string>.Not("not the number of an employer");
    }
}

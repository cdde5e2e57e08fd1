namespace Vamos.Adapters.Translation;

/// <summary>
/// Numbers of employers (número patronal). They had five digits once and have ten today. How the old and the new number of an employer relate no
/// source says, so each stays as it is written, zeros in front included.
/// </summary>
internal static class EmployerNumber
{
    private const int MostDigits = 10;

    public static Translated<string> Translate(string? text)
    {
        var number = text?.Trim();
        if (string.IsNullOrEmpty(number))
            return Translated<string>.Not("missing");
        return number.Length <= MostDigits && number.All(char.IsAsciiDigit) ? number : Translated<string>.Not("not the number of an employer");
    }
}

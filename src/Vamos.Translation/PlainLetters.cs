namespace Vamos.Translation;

/// <summary>
/// Letters without what institutions write or leave out as they please: accents of Spanish, Guaraní and Portuguese, the tilde of the Ñ, small letters.
/// </summary>
public static class PlainLetters
{
    /// <summary>The letter as a plain capital; null for an accent that stands behind its letter, which is then to be left out.</summary>
    public static char? Of(char letter) => char.ToUpperInvariant(letter) switch
    {
        'Á' or 'À' or 'Â' or 'Ã' or 'Ä' => 'A',
        'É' or 'È' or 'Ê' or 'Ẽ' or 'Ë' => 'E',
        'Í' or 'Ì' or 'Î' or 'Ĩ' or 'Ï' => 'I',
        'Ó' or 'Ò' or 'Ô' or 'Õ' or 'Ö' => 'O',
        'Ú' or 'Ù' or 'Û' or 'Ũ' or 'Ü' => 'U',
        'Ñ' => 'N',
        'Ç' => 'C',
        'Ý' or 'Ỹ' => 'Y',
        '’' or '´' or '`' => '\'',
        >= '\u0300' and <= '\u036F' => null,
        var other => other,
    };
}

namespace Vamos.Certificates;

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;

/// <summary>The code by which an institution is known everywhere: in certificates, agreements, file names and logs.</summary>
public static class InstitutionName
{
    /// <summary>What an institution's certificate carries, followed by its code, as a URI among its alternative names.</summary>
    public const string UriPrefix = "urn:vamos:institution:";

    /// <summary>The rule, in words for a message.</summary>
    public const string Rule = "2 to 32 lower-case letters, digits or hyphens, the first a letter";

    /// <summary>Whether a text is an institution's code exactly as it must be written.</summary>
    public static bool IsValid([NotNullWhen(true)] string? code)
    {
        if (code is not { Length: >= 2 and <= 32 } || !char.IsAsciiLetterLower(code[0]))
            return false;
        foreach (var character in code)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
                return false;
        }

        return true;
    }

    /// <summary>Takes a code as people write it (spaces around it, capitals) and gives it as it must be written.</summary>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? code)
    {
        code = null;
        var trimmed = text?.Trim();
        // Only ASCII is lowered: a Kelvin sign must not become a k.
        if (trimmed is null || !System.Text.Ascii.IsValid(trimmed))
            return false;
        var lower = trimmed.ToLowerInvariant();
        code = IsValid(lower) ? lower : null;
        return code is not null;
    }

    /// <summary>
    /// Reads the institution from a certificate. False when it names none, more than one, or one that is not written by
    /// the rule. Says nothing of whether the certificate can be trusted. Never throws.
    /// </summary>
    public static bool TryRead([NotNullWhen(true)] X509Certificate2? certificate, [NotNullWhen(true)] out string? institution) =>
        Read(certificate, out institution) == InstitutionReading.One;

    /// <summary>Reads the institution from a certificate, and tells a certificate that names none from one that cannot be believed.</summary>
    public static InstitutionReading Read(X509Certificate2? certificate, out string? institution)
    {
        institution = null;
        if (!AlternativeNames.TryRead(certificate, out var names))
            return InstitutionReading.Unclear;

        // Counted without regard to case, so that no second spelling slips past the rule of one; accepted only as written.
        var named = names.Uris.Where(uri => uri.StartsWith(UriPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
            return InstitutionReading.None;
        if (named.Count > 1 || !named[0].StartsWith(UriPrefix, StringComparison.Ordinal) || !IsValid(named[0][UriPrefix.Length..]))
            return InstitutionReading.Unclear;
        institution = named[0][UriPrefix.Length..];
        return InstitutionReading.One;
    }
}

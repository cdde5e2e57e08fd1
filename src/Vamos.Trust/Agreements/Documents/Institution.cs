namespace Vamos.Trust.Agreements.Documents;

using Vamos.Documents;

/// <summary>The document <c>institutions.yaml</c>.</summary>
public sealed record InstitutionsDocument
{
    /// <summary>Every institution that takes part.</summary>
    [DocumentKey("Every institution that takes part in the exchange.", MinimumCount = 1)]
    public required IReadOnlyList<Institution> Institutions { get; init; }
}

/// <summary>An institution that takes part in the exchange.</summary>
public sealed record Institution
{
    internal const string CodePattern = "^[a-z][a-z0-9-]{1,31}$";
    internal const string CodeRule = "the code of an institution: 2 to 32 lower-case letters, digits or hyphens, the first a letter";

    /// <summary>Code by which it is known everywhere. Example: <c>mtess</c>.</summary>
    [DocumentKey("Code by which it is known everywhere: certificates, agreements, logs.", Pattern = CodePattern, Rule = CodeRule)]
    public required string Code { get; init; }

    /// <summary>Official name in Spanish.</summary>
    [DocumentKey("Official name in Spanish.")]
    public required string Name { get; init; }

    /// <summary>Name for narrow places; the code in capitals when absent.</summary>
    [DocumentKey("Name for narrow places. Example: MTESS.")]
    public string? ShortName { get; init; }

    /// <summary>What it may be in an agreement.</summary>
    [DocumentKey("What it may be: consumer (asks), provider (answers), monitor (watches the traffic of all).", MinimumCount = 1)]
    public required IReadOnlyList<InstitutionRole> Roles { get; init; }

    /// <summary>Certificates that speak for it.</summary>
    [DocumentKey("Certificates that speak for it. When given, no other certificate does, even one that carries its name.")]
    public IReadOnlyList<CertificateRule> Certificates { get; init; } = [];

    /// <summary>Whom to reach there.</summary>
    [DocumentKey("Offices to reach there.")]
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
}

/// <summary>What an institution may be in an agreement.</summary>
public enum InstitutionRole
{
    /// <summary>Asks.</summary>
    Consumer,

    /// <summary>Answers.</summary>
    Provider,

    /// <summary>Watches the traffic of all.</summary>
    Monitor,
}

/// <summary>A certificate by its key, or by who issued it to whom.</summary>
public sealed record CertificateRule
{
    private const string Name = "a distinguished name in the order of RFC 4514, for example CN=Exchange CA, O=MTESS, C=PY";

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER), 64 hexadecimal digits in lower case.</summary>
    [DocumentKey(
        "SHA-256 of the public key (SubjectPublicKeyInfo, DER) in lower-case hexadecimal.",
        Pattern = "^[0-9a-f]{64}$",
        Rule = "64 hexadecimal digits in lower case; `openssl x509 -pubkey | openssl pkey -pubin -outform der | sha256sum` prints them")]
    public string? PublicKeySha256 { get; init; }

    /// <summary>Distinguished name of the authority that issued it. Given together with <see cref="Subject"/>.</summary>
    [DocumentKey("Distinguished name of the issuing authority, as openssl prints it with -nameopt RFC2253.", Pattern = "=", Rule = Name)]
    public string? Issuer { get; init; }

    /// <summary>Distinguished name that it was issued to. Given together with <see cref="Issuer"/>.</summary>
    [DocumentKey("Distinguished name that the certificate was issued to.", Pattern = "=", Rule = Name)]
    public string? Subject { get; init; }
}

/// <summary>An office to reach, never a private person.</summary>
public sealed record Contact
{
    /// <summary>What it is responsible for.</summary>
    [DocumentKey("What the office is responsible for.")]
    public required ContactRole Role { get; init; }

    /// <summary>Name of the office in Spanish.</summary>
    [DocumentKey("Name of the office in Spanish.")]
    public required string Name { get; init; }

    /// <summary>E-mail of the office.</summary>
    [DocumentKey("E-mail of the office.", Pattern = "^[^@ ]+@[^@ ]+$", Rule = "an e-mail address")]
    public required string Email { get; init; }

    /// <summary>Telephone of the office.</summary>
    [DocumentKey("Telephone of the office, quoted.")]
    public string? Phone { get; init; }
}

/// <summary>What an office is responsible for.</summary>
public enum ContactRole
{
    /// <summary>The agreements themselves.</summary>
    Legal,

    /// <summary>Systems and their operation.</summary>
    Technical,

    /// <summary>Incidents, keys and certificates.</summary>
    Security,

    /// <summary>Requests of the people concerned.</summary>
    DataProtection,
}

namespace Vamos.Certificates;

/// <summary>Something that happened to an identity that follows its files.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">In words for a log.</param>
public sealed record TlsIdentityChange(TlsIdentityChangeKind Kind, string Message);

/// <summary>What happened to an identity.</summary>
public enum TlsIdentityChangeKind
{
    /// <summary>New connections use newer files.</summary>
    IdentityLoaded,

    /// <summary>Newer files cannot be used; the last good ones stay.</summary>
    IdentityRefused,

    /// <summary>Newer revocation lists count.</summary>
    RevocationsLoaded,

    /// <summary>Newer revocation lists cannot be used; the last good ones stay.</summary>
    RevocationsRefused,
}

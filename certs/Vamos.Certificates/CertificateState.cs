namespace Vamos.Certificates;

/// <summary>What a certificate file is worth at this moment.</summary>
public enum CertificateState
{
    /// <summary>Usable.</summary>
    Valid,

    /// <summary>Usable, but not for long.</summary>
    ExpiresSoon,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time has not begun; a clock is probably wrong.</summary>
    NotYetValid,

    /// <summary>Signed by another authority than the one in the folder, or the folder has none.</summary>
    NotFromAuthority,

    /// <summary>The private key beside it is missing, damaged, or belongs to another certificate.</summary>
    WithoutKey,

    /// <summary>It does not name the institution that its file name promises.</summary>
    WrongInstitution,

    /// <summary>Taken back by the authority; everyone who has its revocation list refuses it.</summary>
    Revoked,

    /// <summary>The file holds no certificate that can be read.</summary>
    Unreadable,
}

namespace Vamos.Certificates;

using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;

/// <summary>
/// An identity that follows its files. New connections use what the files say now; open ones go on with what they began with. Files
/// that cannot be used change nothing but <see cref="State"/>. The same holds for the revocation lists, save that a revoked peer's
/// open connections end.
/// </summary>
public sealed partial class TlsIdentitySource : IDisposable
{
    private readonly string _authorityPath;
    private readonly string _certificatePath;
    private readonly string _keyPath;
    private readonly TimeProvider _time;
    private readonly RevocationCheck _revocations = new();
    private readonly OutboundConnections _outbound = new();
    private readonly ConcurrentDictionary<string, PresentedCertificate> _presented = new(StringComparer.Ordinal);
    private volatile Loaded _loaded;

    private TlsIdentitySource(string authorityPath, string certificatePath, string keyPath, string revocationPath, TimeProvider time)
    {
        (_authorityPath, _certificatePath, _keyPath, RevocationPath, _time) = (authorityPath, certificatePath, keyPath, revocationPath, time);
        _seenIdentity = Version(_authorityPath, _certificatePath, _keyPath);
        _seenRevocations = Version(RevocationPath);
        var identity = ReadIdentity();
        _loaded = new Loaded(identity, time.GetUtcNow());
        if (File.Exists(RevocationPath))
        {
            _revocations.Lists = ReadRevocations(identity);
            _revocationsLoadedAt = time.GetUtcNow();
            RequireUnrevoked(identity);
        }
    }

    /// <summary>After an identity or revocation lists were loaded or refused.</summary>
    public event EventHandler<TlsIdentityChange>? Changed;

    /// <summary>The identity for a connection that begins now. Take it anew for each.</summary>
    public TlsIdentity Current => _loaded.Identity;

    /// <summary>The institution of our certificate. It never changes: a file that names another is refused.</summary>
    public string Institution => Current.Institution;

    /// <summary>The file of revocation lists; it may be missing.</summary>
    public string RevocationPath { get; }

    /// <summary>The servers that we connected to, by the institution that was expected there.</summary>
    public IReadOnlyCollection<PresentedCertificate> Presented => [.. _presented.Values];

    /// <summary>How it stands now.</summary>
    public TlsIdentityState State
    {
        get
        {
            var (loaded, now, lists) = (_loaded, _time.GetUtcNow(), _revocations.Lists);
            var notAfter = new DateTimeOffset(loaded.Identity.Certificate.NotAfter.ToUniversalTime());
            return new TlsIdentityState
            {
                SerialNumber = loaded.Identity.Certificate.SerialNumber,
                NotAfter = notAfter,
                Expiry = CertificateExpiries.Of(notAfter, now),
                LoadedAt = loaded.At,
                LastError = _identityError,
                Revoked = IsRevoked(loaded.Identity.Certificate),
                Revocations = new RevocationState
                {
                    File = RevocationPath,
                    LoadedAt = _revocationsLoadedAt,
                    Count = lists.Count,
                    NextUpdate = lists.NextUpdate,
                    Overdue = lists.NextUpdate < now,
                    LastError = _revocationError,
                },
            };
        }
    }

    /// <summary>Loads an identity that will follow its files as long as <see cref="FollowAsync"/> runs.</summary>
    /// <param name="authorityPath">The authorities' certificates, PEM.</param>
    /// <param name="certificatePath">Our certificate, PEM, with its intermediates after it.</param>
    /// <param name="keyPath">Its private key, PEM, not encrypted.</param>
    /// <param name="revocationPath">Revocation lists, PEM or DER; when null they are looked for beside the authorities, <c>ca.crl</c> for <c>ca.pem</c>.</param>
    /// <param name="time">The clock by which certificates are in time; the system's when null.</param>
    /// <exception cref="CertificateException">A file cannot be used, or our own certificate is revoked; says why and what to do.</exception>
    public static TlsIdentitySource Open(
        string authorityPath, string certificatePath, string keyPath, string? revocationPath = null, TimeProvider? time = null) =>
        new(authorityPath, certificatePath, keyPath, revocationPath ?? RevocationFile.Beside(authorityPath), time ?? TimeProvider.System);

    /// <summary>Whether a certificate is on a list of its issuer. Cheap enough to be asked for every call.</summary>
    public bool IsRevoked(X509Certificate2 certificate) => _revocations.RevokedAt(certificate) is not null;

    /// <summary>The certificate that an institution's server presented last; null before the first connection to it.</summary>
    public PresentedCertificate? PresentedBy(string institution) => _presented.GetValueOrDefault(institution);

    /// <summary>Gives up the identity in use. Earlier ones may still serve a connection and are left to the collector.</summary>
    public void Dispose() => Current.Dispose();

    private sealed record Loaded(TlsIdentity Identity, DateTimeOffset At);
}

namespace Vamos.Certificates;

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

/// <summary>
/// Who we are and whom we trust in mutual TLS: a certificate with its key, and the authorities of the federation.
/// Options and handlers made from it stay usable until it is disposed.
/// </summary>
public sealed partial class TlsIdentity : IDisposable
{
    private readonly AuthorityTrust _trust;
    private readonly X509Certificate2Collection _intermediates;

    internal TlsIdentity(
        X509Certificate2 certificate,
        string institution,
        X509Certificate2Collection intermediates,
        X509Certificate2Collection authorities,
        AuthorityTrust trust)
    {
        Certificate = certificate;
        Institution = institution;
        Authorities = authorities;
        _intermediates = intermediates;
        _trust = trust;
        ServerContext = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    /// <summary>Our certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The institution that our certificate names; empty when an outside authority issued it without naming one.</summary>
    public string Institution { get; }

    /// <summary>Our certificate with the intermediates sent along, in the form in which TLS takes it on either side.</summary>
    public SslStreamCertificateContext ServerContext { get; }

    /// <summary>The authorities whose certificates we trust.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>
    /// Loads an identity and checks it as a whole. The certificate's file may hold intermediates after the certificate;
    /// the authorities' file may hold several.
    /// </summary>
    /// <param name="authorityPath">The authorities' certificates, PEM.</param>
    /// <param name="certificatePath">Our certificate, PEM.</param>
    /// <param name="keyPath">Its private key, PEM, not encrypted.</param>
    /// <param name="time">The clock by which certificates are in time; the system's when null.</param>
    /// <exception cref="CertificateException">One line per thing that is wrong, each naming the file and what to do.</exception>
    public static TlsIdentity Load(string authorityPath, string certificatePath, string keyPath, TimeProvider? time = null) =>
        new TlsIdentityFiles(authorityPath, certificatePath, keyPath, time ?? TimeProvider.System).Load();

    /// <summary>
    /// Whether the other side of a connection may be believed: its certificate leads to one of our authorities, is in time,
    /// is meant for its role, names at most one institution, and, for a server, the host that was called.
    /// Neither the system's authorities nor the network are consulted.
    /// </summary>
    /// <param name="certificate">What the peer presented.</param>
    /// <param name="presentedChain">What came along with it, for its intermediates.</param>
    /// <param name="errors">What TLS itself found; its opinion of the chain is replaced by ours, the rest stands.</param>
    /// <param name="role">What the peer is to us.</param>
    /// <param name="reason">Why not, in words for a log; empty when it is trusted.</param>
    public bool TrustsPeer(X509Certificate2? certificate, X509Chain? presentedChain, SslPolicyErrors errors, PeerRole role, out string reason)
    {
        var who = role == PeerRole.Server ? "server" : "client";
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            reason = $"The {who} presented no certificate.";
        else if (_trust.WhyNot(certificate, Presented(presentedChain), role) is { } flaw)
            reason = $"The {who}'s certificate ({certificate.Subject}) {flaw}.";
        else if (InstitutionName.Read(certificate, out _) == InstitutionReading.Unclear)
            reason = $"The {who}'s certificate ({certificate.Subject}) does not say clearly which institution it is of.";
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            reason = $"The {who}'s certificate ({certificate.Subject}) is not for the host that was called; it is for: {HostsOf(certificate)}.";
        else
            reason = "";
        return reason.Length == 0;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var other in Authorities.Concat(_intermediates))
            other.Dispose();
    }

    private static IEnumerable<X509Certificate2> Presented(X509Chain? chain) =>
        chain is null ? [] : chain.ChainPolicy.ExtraStore.Concat(chain.ChainElements.Select(element => element.Certificate));

    private static string HostsOf(X509Certificate2 certificate) =>
        AlternativeNames.TryRead(certificate, out var names) && names.Hosts.Count > 0 ? string.Join(", ", names.Hosts) : "no host at all";
}

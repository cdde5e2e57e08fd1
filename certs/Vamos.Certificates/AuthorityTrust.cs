namespace Vamos.Certificates;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>Judges certificates by our authorities and nothing else: no system store, no network.</summary>
internal sealed class AuthorityTrust(X509Certificate2Collection authorities, TimeProvider time, RevocationCheck? revocations = null)
{
    public const string ServerUse = "1.3.6.1.5.5.7.3.1";
    public const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private const X509ChainStatusFlags NotIssued =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid | X509ChainStatusFlags.Cyclic;

    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);

    public static bool IsRoot(X509Certificate2 certificate) =>
        IsAuthority(certificate) && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>The rules by which a chain is built. The moment is left to the builder.</summary>
    public X509ChainPolicy Policy(PeerRole? role = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (var authority in authorities)
            (IsRoot(authority) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        if (role is { } wanted)
            policy.ApplicationPolicy.Add(new Oid(wanted == PeerRole.Server ? ServerUse : ClientUse));
        return policy;
    }

    /// <summary>Whether one of our authorities signed it, be it in time or not.</summary>
    public bool Signed(X509Certificate2 certificate, IEnumerable<X509Certificate2> intermediates) =>
        (Judge(certificate, intermediates, null).Flags & ~X509ChainStatusFlags.NotTimeValid) == X509ChainStatusFlags.NoError;

    /// <summary>Why a certificate must not be trusted now for this use, in words that continue "the certificate …"; null when it may be.</summary>
    public string? WhyNot(X509Certificate2 certificate, IEnumerable<X509Certificate2> intermediates, PeerRole? role)
    {
        if (IsAuthority(certificate))
            return "is an authority's own, which speaks for no institution";
        var (flags, untimely, revoked) = Judge(certificate, intermediates, role);
        if (flags == X509ChainStatusFlags.NoError)
            return revoked;
        if ((flags & NotIssued) != 0)
            return $"was not issued by an authority known here (its issuer: {certificate.Issuer})";
        if ((flags & X509ChainStatusFlags.NotValidForUsage) != 0)
            return $"is not meant for use as a {(role == PeerRole.Server ? "server" : "client")}";
        return untimely ?? $"does not pass: {flags}";
    }

    private (X509ChainStatusFlags Flags, string? Untimely, string? Revoked) Judge(
        X509Certificate2 certificate, IEnumerable<X509Certificate2> intermediates, PeerRole? role)
    {
        var now = time.GetUtcNow();
        using var chain = new X509Chain { ChainPolicy = Policy(role) };
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        foreach (var intermediate in intermediates)
            chain.ChainPolicy.ExtraStore.Add(intermediate);
        try
        {
            var passed = chain.Build(certificate);
            var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
            // A refusal without a reason is still a refusal.
            if (!passed && flags == X509ChainStatusFlags.NoError)
                flags = X509ChainStatusFlags.PartialChain;
            var links = chain.ChainElements.Select(element => element.Certificate).ToList();
            return (
                flags,
                links.Select(link => Untimely(link, certificate, now)).FirstOrDefault(text => text is not null),
                links.Select(link => Revoked(link, certificate)).FirstOrDefault(text => text is not null));
        }
        catch (CryptographicException)
        {
            return (X509ChainStatusFlags.PartialChain, null, null);
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
        }
    }

    private static string? Untimely(X509Certificate2 link, X509Certificate2 certificate, DateTimeOffset now)
    {
        var whose = Whose(link, certificate);
        if (now > link.NotAfter)
            return $"{whose}expired on {new DateTimeOffset(link.NotAfter).UtcDateTime:u}";
        return now < link.NotBefore ? $"{whose}is not valid before {new DateTimeOffset(link.NotBefore).UtcDateTime:u} (is the clock right?)" : null;
    }

    private string? Revoked(X509Certificate2 link, X509Certificate2 certificate) =>
        revocations?.Lists.RevokedAt(link) is { } moment ? $"{Whose(link, certificate)}was revoked on {moment.UtcDateTime:u} by its issuer" : null;

    private static string Whose(X509Certificate2 link, X509Certificate2 certificate) =>
        link.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span) ? "" : $"is signed by {link.Subject}, whose certificate ";
}

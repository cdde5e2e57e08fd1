namespace Vamos.Certificates;

using System.Security.Cryptography;

/// <summary>Bringing the folder into order without being told what is missing.</summary>
public sealed partial class CertificateFolder
{
    private static readonly TimeSpan AuthorityValidity = TimeSpan.FromDays(3653);
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Sees to it that the folder has an authority and a usable certificate for each institution. Creates what is missing,
    /// renews what expires soon, replaces what is of no use, leaves the rest as it is. Doing it again, or in two
    /// processes at once, changes nothing more. A revoked certificate is left, and said to be.
    /// </summary>
    /// <param name="institutions">The institutions' codes.</param>
    /// <param name="validity">How long a new certificate is valid. The authority gets ten years, or twice this if that is longer.</param>
    /// <param name="renewWithin">How long before its end a certificate is renewed; must be less than <paramref name="validity"/>.</param>
    /// <param name="hostNames">Host names that every certificate must have; the names of this machine for itself when null.</param>
    /// <param name="authorityName">The name of the authority, if one has to be created.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <returns>What was done, in order; empty when all was well.</returns>
    /// <exception cref="CertificateException">The folder cannot be brought into order, for instance because the authority's key is not there.</exception>
    public IReadOnlyList<CertificateChange> Ensure(
        IReadOnlyList<string> institutions,
        TimeSpan validity,
        TimeSpan renewWithin,
        IReadOnlyList<string>? hostNames = null,
        string authorityName = "Vamos development",
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(institutions);
        if (renewWithin >= Positive(validity))
            throw new CertificateException("Certificates must live longer than the time before their end in which they are renewed.");
        var codes = institutions.Select(Code).Distinct(StringComparer.Ordinal).ToList();
        var hosts = Hosts(hostNames ?? ThisMachine);

        // A look without the lock, so that a folder in order may also be read-only.
        if (AuthorityNeed(renewWithin) is null && codes.All(code => Need(code, hosts, renewWithin) is null))
            return [.. Left(codes)];

        var changes = new List<CertificateChange>();
        using var writer = Lock(cancellationToken);
        var missing = codes.Select(code => Need(code, hosts, renewWithin)).Any(need => need is not null);
        if (EnsureAuthority(authorityName, validity, renewWithin, missing) is { } change)
            changes.Add(change);
        foreach (var code in codes)
        {
            if (Need(code, hosts, renewWithin) is { } need)
                changes.Add(Mend(code, need, hosts, validity));
        }

        return [.. changes, .. Left(codes)];
    }

    private IEnumerable<CertificateChange> Left(IEnumerable<string> codes) => codes
        .Select(code => Status(code, TimeSpan.Zero))
        .Where(status => status.State == CertificateState.Revoked)
        .Select(status => new CertificateChange(
            status.Institution, CertificateChangeKind.Left, $"it is revoked; `vamos certs renew {status.Institution} --new-key` makes another", status.NotAfter));

    private CertificateChange? EnsureAuthority(string name, TimeSpan validity, TimeSpan renewWithin, bool mustIssue)
    {
        var tenYears = validity * 2 > AuthorityValidity ? validity * 2 : AuthorityValidity;
        if (!File.Exists(AuthorityPath))
        {
            // A key alone is what an interrupted creation leaves; it may also be precious, so it is kept.
            using var key = File.Exists(KeyPath(AuthorityName)) ? PemFile.ReadKey(KeyPath(AuthorityName)) : null;
            if (key is RSA)
                throw new CertificateException($"{KeyPath(AuthorityName)} is not an ECDSA key: this tool signs with ECDSA only.");
            var created = WriteAuthority(name, tenYears, key as ECDsa);
            return new CertificateChange(AuthorityName, CertificateChangeKind.Created, "there was no authority", created.NotAfter);
        }

        // Also when it would end before what is to be issued now.
        var need = AuthorityNeed(renewWithin);
        using var certificate = PemFile.ReadCertificates(AuthorityPath)[0];
        if (need is null && mustIssue && Now() + validity > certificate.NotAfter)
            need = "it would end before a certificate it is to sign";
        return need is null ? null : new CertificateChange(AuthorityName, CertificateChangeKind.Renewed, need, RewriteAuthority(tenYears).NotAfter);
    }

    private string? AuthorityNeed(TimeSpan renewWithin) => AuthorityStatus(renewWithin)?.State switch
    {
        null => "there was no authority",
        CertificateState.Expired => "it had expired",
        CertificateState.ExpiresSoon => "it was about to expire",
        // Without its key it still says whom to trust; nothing can be issued, which shows when something must be.
        _ => null,
    };

    private (CertificateChangeKind Kind, string Reason)? Need(string code, IReadOnlyList<string> hosts, TimeSpan renewWithin)
    {
        if (!File.Exists(CertificatePath(code)))
            return (CertificateChangeKind.Created, "there was none");
        PemFile.RequireReadable(CertificatePath(code));
        PemFile.RequireReadable(KeyPath(code));
        var status = Status(code, renewWithin);
        return status.State switch
        {
            CertificateState.Revoked => null,
            CertificateState.Unreadable => (CertificateChangeKind.Replaced, "it could not be read"),
            CertificateState.NotFromAuthority => (CertificateChangeKind.Replaced, "it was not signed by the authority of this folder"),
            CertificateState.WrongInstitution => (CertificateChangeKind.Replaced, "it named another institution"),
            CertificateState.WithoutKey => (CertificateChangeKind.Replaced, "its private key was missing or did not belong to it"),
            CertificateState.Expired => (CertificateChangeKind.Renewed, "it had expired"),
            CertificateState.NotYetValid => (CertificateChangeKind.Renewed, "it was not yet valid"),
            CertificateState.ExpiresSoon => (CertificateChangeKind.Renewed, "it was about to expire"),
            _ => hosts.Except(status.HostNames, StringComparer.Ordinal).Any() ? (CertificateChangeKind.Renewed, "it lacked a host name") : null,
        };
    }

    private CertificateChange Mend(string code, (CertificateChangeKind Kind, string Reason) need, IReadOnlyList<string> hosts, TimeSpan validity)
    {
        var renews = need.Kind == CertificateChangeKind.Renewed;
        var names = renews ? hosts.Union(Status(code, TimeSpan.Zero).HostNames, StringComparer.Ordinal) : hosts;
        using var key = renews ? PemFile.ReadKey(KeyPath(code)) : null;
        var written = Write(code, Hosts(names), validity, key as ECDsa);
        return new CertificateChange(code, need.Kind, need.Reason, written.NotAfter);
    }
}

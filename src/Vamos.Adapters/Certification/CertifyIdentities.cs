namespace Vamos.Adapters.Certification;

using Vamos.Certificates;

/// <summary>The certificates under which an adapter is called.</summary>
/// <param name="Hub">The one who may call.</param>
/// <param name="Other">Somebody else of the federation; null when there is no certificate of anybody.</param>
internal sealed record CertifyIdentities(TlsIdentity Hub, TlsIdentity? Other) : IDisposable
{
    /// <summary>Loads them.</summary>
    /// <exception cref="CertificateException">One line per thing that is wrong.</exception>
    public static CertifyIdentities Load(CertifyOptions options, TimeProvider time)
    {
        var folder = CertificateFolder.Open(options.Certificates ?? ".", time);
        var authority = options.Authority ?? folder.AuthorityPath;
        var hub = TlsIdentity.Load(authority, options.Certificate ?? folder.CertificatePath("hub"), options.Key ?? folder.KeyPath("hub"), time);
        if (options.OtherCertificate is not null)
            return new CertifyIdentities(hub, TlsIdentity.Load(authority, options.OtherCertificate, options.OtherKey!, time));
        return new CertifyIdentities(hub, options.Certificates is null ? null : Somebody(folder, hub.Institution));
    }

    public void Dispose()
    {
        Hub.Dispose();
        Other?.Dispose();
    }

    private static TlsIdentity? Somebody(CertificateFolder folder, string hub)
    {
        var usable = folder.List()
            .Where(status => status.State is CertificateState.Valid or CertificateState.ExpiresSoon)
            .Select(status => status.Institution)
            .Where(institution => institution != hub)
            .ToList();
        // The coordinating body is the likeliest to be let in by mistake.
        return usable.Count == 0 ? null : folder.LoadIdentity(usable.Contains("utgs") ? "utgs" : usable[0]);
    }
}

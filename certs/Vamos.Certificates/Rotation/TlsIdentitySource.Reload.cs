namespace Vamos.Certificates;

using System.Security.Cryptography;

/// <summary>Taking over changed files.</summary>
public sealed partial class TlsIdentitySource
{
    private readonly Lock _reloading = new();
    private string _seenIdentity;
    private string _seenRevocations;
    private DateTimeOffset? _revocationsLoadedAt;
    private volatile string? _identityError;
    private volatile string? _revocationError;

    /// <summary>
    /// Looks at the files now. What changed is loaded whole and swapped whole; what could not be used is tried again with every look, since a
    /// certificate may only have been early.
    /// </summary>
    /// <returns>True when something was taken over.</returns>
    public bool Reload()
    {
        List<TlsIdentityChange> changes = [];
        lock (_reloading)
        {
            ReloadIdentity(changes);
            ReloadRevocations(changes);
        }

        if (changes.Any(change => change.Kind == TlsIdentityChangeKind.RevocationsLoaded))
            _outbound.EndWhere(IsRevoked);
        foreach (var change in changes)
            Changed?.Invoke(this, change);
        return changes.Any(change => change.Kind is TlsIdentityChangeKind.IdentityLoaded or TlsIdentityChangeKind.RevocationsLoaded);
    }

    /// <summary>Hash of what is in all the files.</summary>
    private string VersionOnDisk() => Version(_authorityPath, _certificatePath, _keyPath, RevocationPath);

    private void ReloadIdentity(List<TlsIdentityChange> changes)
    {
        // Before loading: whatever is written in between shows as a change at the next look.
        var version = Version(_authorityPath, _certificatePath, _keyPath);
        if (version == _seenIdentity && _identityError is null)
            return;
        _seenIdentity = version;
        try
        {
            var identity = ReadIdentity();
            if (identity.Institution != Institution)
            {
                throw new CertificateException(
                    $"{_certificatePath} is of '{identity.Institution}', not of '{Institution}' any more: put the right certificate there, or restart for another institution.");
            }

            _loaded = new Loaded(identity, _time.GetUtcNow());
            _identityError = null;
            changes.Add(new(
                TlsIdentityChangeKind.IdentityLoaded,
                $"{_certificatePath}, serial number {identity.Certificate.SerialNumber}, valid until {identity.Certificate.NotAfter.ToUniversalTime():u}"));
        }
        catch (CertificateException exception)
        {
            if (exception.Message != _identityError)
                changes.Add(new(TlsIdentityChangeKind.IdentityRefused, exception.Message));
            _identityError = exception.Message;
        }
    }

    private void ReloadRevocations(List<TlsIdentityChange> changes)
    {
        var version = Version(RevocationPath);
        if (version == _seenRevocations && _revocationError is null)
            return;
        _seenRevocations = version;
        try
        {
            var lists = File.Exists(RevocationPath) ? ReadRevocations(Current) : WithoutFile();
            _revocations.Lists = lists;
            _revocationsLoadedAt = _time.GetUtcNow();
            _revocationError = null;
            changes.Add(new(TlsIdentityChangeKind.RevocationsLoaded, $"{RevocationPath}, {lists.Count} certificate(s) revoked"));
        }
        catch (CertificateException exception)
        {
            if (exception.Message != _revocationError)
                changes.Add(new(TlsIdentityChangeKind.RevocationsRefused, exception.Message));
            _revocationError = exception.Message;
        }
    }

    private TlsIdentity ReadIdentity() => new TlsIdentityFiles(_authorityPath, _certificatePath, _keyPath, _time, _revocations).Load();

    private RevocationLists ReadRevocations(TlsIdentity identity) => Replace(RevocationFile.Read(RevocationPath), identity);

    // A list that vanished still counts, unless nobody trusts its authority any more.
    private RevocationLists WithoutFile()
    {
        try
        {
            return Replace([], Current);
        }
        catch (CertificateException exception)
        {
            throw new CertificateException($"{RevocationPath} is gone: put it back. What it held still counts.", exception);
        }
    }

    private RevocationLists Replace(IReadOnlyList<RevocationList> lists, TlsIdentity identity)
    {
        try
        {
            return _revocations.Lists.Replace(lists, [.. identity.Authorities]);
        }
        catch (CertificateException exception)
        {
            throw new CertificateException($"{RevocationPath}: the list {exception.Message}.", exception);
        }
    }

    private void RequireUnrevoked(TlsIdentity identity)
    {
        if (_revocations.RevokedAt(identity.Certificate) is not { } moment)
            return;
        identity.Dispose();
        throw new CertificateException(
            $"{_certificatePath} was revoked on {moment.UtcDateTime:u}: everyone refuses it. Get another with a new key (`vamos certs renew --new-key`).");
    }

    private static string Version(params string[] paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            try
            {
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not to be read is a state like any other: ending it is a change.
                hash.AppendData(new byte[1]);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

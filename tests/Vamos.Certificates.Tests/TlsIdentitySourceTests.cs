namespace Vamos.Certificates.Tests;

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

public sealed class TlsIdentitySourceTests : IDisposable
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly SettableTime _time = new();
    private readonly TemporaryFolder _folder;
    private readonly TlsIdentitySource _hub;
    private readonly List<TlsIdentityChange> _changes = [];

    public TlsIdentitySourceTests()
    {
        _folder = TemporaryFolder.With(_time, "hub", "mds");
        _hub = _folder.Certificates.OpenIdentity("hub");
        _hub.Changed += (_, change) => _changes.Add(change);
    }

    public void Dispose()
    {
        _hub.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Unchanged_files_are_not_loaded_again()
    {
        var before = _hub.Current;
        Assert.False(_hub.Reload());
        Assert.Same(before, _hub.Current);
        Assert.Empty(_changes);
    }

    [Fact]
    public async Task Renewed_certificate_serves_the_next_handshake()
    {
        using var mds = _folder.Certificates.LoadIdentity("mds");
        var before = _hub.Current;
        var renewed = _folder.Certificates.Renew("hub", TemporaryFolder.Year, newKey: true);

        Assert.True(_hub.Reload());

        Assert.Equal(renewed.SerialNumber, _hub.State.SerialNumber);
        Assert.Equal(TlsIdentityChangeKind.IdentityLoaded, Assert.Single(_changes).Kind);
        Assert.True((await Handshake.RunAsync(_hub.Current.ServerOptions(), mds.ClientOptions("hub"))).Succeeded);
        // a handshake that began under the old one ends under it
        Assert.True((await Handshake.RunAsync(before.ServerOptions(), mds.ClientOptions("hub"))).Succeeded);
    }

    [Fact]
    public void Half_a_set_keeps_the_last_good_and_the_other_half_mends_it()
    {
        var (key, serial) = (File.ReadAllText(_folder.File("hub.key")), _hub.State.SerialNumber);
        _folder.Certificates.Renew("hub", TemporaryFolder.Year, newKey: true);
        var newKey = File.ReadAllText(_folder.File("hub.key"));
        File.WriteAllText(_folder.File("hub.key"), key);

        Assert.False(_hub.Reload());
        Assert.False(_hub.Reload());

        Assert.Equal(serial, _hub.State.SerialNumber);
        Assert.Contains("is not the private key of", _hub.State.LastError);
        Assert.Equal(TlsIdentityChangeKind.IdentityRefused, Assert.Single(_changes).Kind);
        File.WriteAllText(_folder.File("hub.key"), newKey);
        Assert.True(_hub.Reload());
        Assert.Null(_hub.State.LastError);
    }

    [Fact]
    public void Certificate_of_another_institution_is_refused()
    {
        File.Copy(_folder.File("mds.pem"), _folder.File("hub.pem"), overwrite: true);
        File.Copy(_folder.File("mds.key"), _folder.File("hub.key"), overwrite: true);

        Assert.False(_hub.Reload());

        Assert.Equal("hub", _hub.Institution);
        Assert.Contains("is of 'mds', not of 'hub' any more", _hub.State.LastError);
    }

    [Fact]
    public void Certificate_that_was_early_is_taken_when_its_time_comes()
    {
        _time.Now = _time.Now.AddDays(10);
        _folder.Certificates.Renew("hub", TemporaryFolder.Year, newKey: false);
        _time.Now = _time.Now.AddDays(-10);
        Assert.False(_hub.Reload());
        Assert.Contains("is not valid before", _hub.State.LastError);

        _time.Now = _time.Now.AddDays(10);

        Assert.True(_hub.Reload());
    }

    [Fact]
    public async Task Revoked_peer_is_refused_on_either_side_with_the_reason()
    {
        using var mds = _folder.Certificates.OpenIdentity("mds");
        var refusals = new List<string>();
        _folder.Certificates.Revoke("mds", Month);
        Assert.True(_hub.Reload());
        Assert.Equal(1, _hub.State.Revocations.Count);
        Assert.True(_hub.IsRevoked(mds.Current.Certificate));
        Assert.False(_hub.IsRevoked(_hub.Current.Certificate));

        var asClient = await Handshake.RunAsync(_hub.Current.ServerOptions(refused: refusals.Add), mds.Current.ClientOptions("hub"));
        var asServer = await Handshake.RunAsync(mds.Current.ServerOptions(), _hub.Current.ClientOptions("mds"));

        Assert.False(asClient.Succeeded);
        Assert.Contains("was revoked on", Assert.Single(refusals));
        Assert.Contains("was revoked on", asServer.ClientError!.Message);
    }

    [Fact]
    public void Own_certificate_that_is_revoked_shows_and_does_not_start()
    {
        _folder.Certificates.Revoke("hub", Month);

        Assert.True(_hub.Reload());

        Assert.True(_hub.State.Revoked);
        Assert.Contains("was revoked on", Assert.Throws<CertificateException>(() => _folder.Certificates.OpenIdentity("hub")).Message);
    }

    [Theory]
    [InlineData("wrong signature", "is not signed by an authority known here")]
    [InlineData("flipped", "is not signed by an authority known here")]
    [InlineData("garbage", "holds no usable revocation list")]
    [InlineData("older", "older than number 2")]
    [InlineData("gone", "is gone")]
    public void List_that_cannot_be_believed_keeps_the_last_good(string how, string reason)
    {
        _folder.Certificates.RevokeSerial("0A", Month);
        var first = File.ReadAllText(_folder.File("ca.crl"));
        _folder.Certificates.Revoke("mds", Month);
        _hub.Reload();
        _changes.Clear();

        if (how == "gone")
            File.Delete(_folder.File("ca.crl"));
        else
            File.WriteAllText(_folder.File("ca.crl"), Spoiled(how, first));

        Assert.False(_hub.Reload());
        Assert.False(_hub.Reload());
        Assert.Contains(reason, _hub.State.Revocations.LastError);
        Assert.Equal(2, _hub.State.Revocations.Count);
        Assert.Equal(TlsIdentityChangeKind.RevocationsRefused, Assert.Single(_changes).Kind);
        using var mds = _folder.Certificates.LoadIdentity("mds");
        Assert.True(_hub.IsRevoked(mds.Certificate));
    }

    [Fact]
    public void List_past_its_next_update_counts_and_shows_as_overdue()
    {
        _folder.Certificates.Revoke("mds", Month);
        _hub.Reload();
        Assert.False(_hub.State.Revocations.Overdue);

        _time.Now = _time.Now.AddDays(31);

        Assert.True(_hub.State.Revocations.Overdue);
        Assert.Equal(1, _hub.State.Revocations.Count);
        _folder.Certificates.RefreshRevocations(Month);
        Assert.True(_hub.Reload());
        Assert.False(_hub.State.Revocations.Overdue);
    }

    [Theory]
    [InlineData("2.5.29.27", "020101", "is not understood")]
    [InlineData("2.5.29.28", "30038401FF", "indirect")]
    [InlineData("2.5.29.28", "3003840100", null)]
    [InlineData("2.5.29.28", "3000", null)]
    public void List_of_another_kind_than_complete_is_refused_though_well_signed(string critical, string value, string? refusal)
    {
        File.WriteAllBytes(_folder.File("ca.crl"), Crafted(critical, Convert.FromHexString(value)));

        Assert.Equal(refusal is null, _hub.Reload());
        if (refusal is not null)
            Assert.Contains(refusal, _hub.State.Revocations.LastError);
    }

    [Theory]
    [InlineData(31, "ok")]
    [InlineData(29, "expires-within-30-days")]
    [InlineData(6, "expires-within-7-days")]
    [InlineData(0.5, "expires-within-1-day")]
    [InlineData(-1, "expired")]
    public void Expiry_is_told_in_stages(double daysLeft, string state)
    {
        _time.Now = _hub.State.NotAfter.AddDays(-daysLeft);
        Assert.Equal(state, _hub.State.Expiry.Word());
    }

    // A list with a critical extension, which the framework's builder does not write.
    private byte[] Crafted(string critical, byte[] value)
    {
        using var authority = X509Certificate2.CreateFromPemFile(_folder.File("ca.pem"), _folder.File("ca.key"));
        using var key = authority.GetECDsaPrivateKey()!;
        var part = new AsnWriter(AsnEncodingRules.DER);
        using (part.PushSequence())
        {
            part.WriteInteger(1);
            Algorithm(part);
            part.WriteEncodedValue(authority.SubjectName.RawData);
            part.WriteUtcTime(_time.Now);
            part.WriteUtcTime(_time.Now.AddDays(1));
            using (part.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (part.PushSequence())
            using (part.PushSequence())
            {
                part.WriteObjectIdentifier(critical);
                part.WriteBoolean(true);
                part.WriteOctetString(value);
            }
        }

        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(part.Encode());
            Algorithm(list);
            list.WriteBitString(key.SignData(part.Encode(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return list.Encode();

        static void Algorithm(AsnWriter writer)
        {
            using (writer.PushSequence())
                writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
        }
    }

    private string Spoiled(string how, string first)
    {
        switch (how)
        {
            case "wrong signature":
                using (var other = TemporaryFolder.With("mds"))
                {
                    other.Certificates.Revoke("mds", Month);
                    return File.ReadAllText(other.File("ca.crl"));
                }

            case "flipped":
                var text = File.ReadAllText(_folder.File("ca.crl"));
                PemEncoding.TryFind(text, out var fields);
                var der = Convert.FromBase64String(text[fields.Base64Data]);
                der[^1] ^= 1;
                return PemEncoding.WriteString("X509 CRL", der);

            case "older":
                return first;

            default:
                return "no list at all";
        }
    }
}

namespace Vamos.Certificates.Tests;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

public sealed class CertificateFolderTests
{
    [Fact]
    public void Issue_first_certificate_gives_its_status()
    {
        using var folder = TemporaryFolder.With();
        Assert.True(folder.Certificates.HasAuthority);
        var status = folder.Certificates.Issue(" MDS ", ["Localhost", "127.0.0.1", "localhost"], TemporaryFolder.Year);
        Assert.Equal(("mds", CertificateState.Valid), (status.Institution, status.State));
        Assert.Equal(("CN=mds, O=Vamos test", "CN=Vamos test CA, O=Vamos test"), (status.Subject, status.Issuer));
        Assert.Equal(["localhost", "127.0.0.1"], status.HostNames);
        Assert.Equal(TemporaryFolder.Year + TimeSpan.FromMinutes(5), status.NotAfter - status.NotBefore);
        Assert.Equal(32, status.SerialNumber.Length);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(folder.File("mds.pem"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())), status.PublicKeySha256);
        Assert.Equal(status with { HostNames = [] }, Assert.Single(folder.Certificates.List()) with { HostNames = [] });
    }

    [Fact]
    public void Issue_many_gives_each_another_positive_serial_of_sixteen_bytes()
    {
        using var folder = TemporaryFolder.With();
        var serials = Enumerable.Range(0, 30).Select(i => folder.Certificates.Issue($"i{i:00}", [], TemporaryFolder.Year).SerialNumber).ToList();
        Assert.Equal(30, serials.Distinct().Count());
        Assert.All(serials, serial => Assert.Matches("^[4-7][0-9A-F]{31}$", serial));
    }

    [Fact]
    public void Issue_where_one_exists_is_refused_and_changes_nothing()
    {
        using var folder = TemporaryFolder.With("mds");
        var before = folder.Contents();
        Refused(() => folder.Certificates.Issue("mds", [], TemporaryFolder.Year), "mds.pem", "renew");
        File.Delete(folder.File("mds.pem"));
        Refused(() => folder.Certificates.Issue("mds", [], TemporaryFolder.Year), "mds.key", "renew");
        Assert.Equal(before["mds.key"], folder.Contents()["mds.key"]);
    }

    [Fact]
    public void CreateAuthority_where_one_exists_is_refused_and_changes_nothing()
    {
        using var folder = TemporaryFolder.With();
        var before = folder.Contents();
        Refused(() => folder.Certificates.CreateAuthority("Other", TemporaryFolder.Year), "ca.pem", "not overwritten");
        Assert.Equal(before, folder.Contents());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("much too long a name for an authority, since certificates end at 64")]
    public void CreateAuthority_name_that_fits_no_certificate_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<CertificateException>(() => folder.Certificates.CreateAuthority(name, TemporaryFolder.Year));
        Assert.False(folder.Certificates.HasAuthority);
    }

    [Fact]
    public void CreateAuthority_name_with_spanish_and_special_characters_comes_back_in_subjects()
    {
        using var folder = new TemporaryFolder();
        folder.Certificates.CreateAuthority("Unidad Técnica, \"Vamos\" + Ñandutí", TemporaryFolder.Year);
        folder.Certificates.Issue("mds", [], TimeSpan.FromDays(30));
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(folder.File("mds.pem"));
        Assert.Contains(
            "Unidad Técnica, \"Vamos\" + Ñandutí",
            certificate.SubjectName.EnumerateRelativeDistinguishedNames().Select(part => part.GetSingleElementValue()));
        Assert.Equal(CertificateState.ExpiresSoon, folder.Certificates.List(TimeSpan.FromDays(31)).Single().State);
    }

    [Fact]
    public void Issue_without_authority_says_how_to_make_one()
    {
        using var folder = new TemporaryFolder();
        Refused(() => folder.Certificates.Issue("mds", [], TemporaryFolder.Year), "ca.pem", "vamos certs init");
        Assert.False(folder.Certificates.HasAuthority);
        Assert.Null(folder.Certificates.AuthorityStatus());
    }

    [Fact]
    public void Issue_beyond_the_authority_s_end_is_refused_until_that_is_renewed()
    {
        using var folder = TemporaryFolder.With();
        Refused(() => folder.Certificates.Issue("mds", [], 11 * TemporaryFolder.Year), "ca.pem", "renew the authority");
        folder.Certificates.RenewAuthority(20 * TemporaryFolder.Year);
        Assert.Equal(CertificateState.Valid, folder.Certificates.Issue("mds", [], 11 * TemporaryFolder.Year).State);
    }

    [Fact]
    public void Issue_with_a_clock_before_the_authority_s_beginning_is_refused()
    {
        var time = new SettableTime();
        using var folder = TemporaryFolder.With(time);
        time.Now = time.Now.AddDays(-501);
        Refused(() => folder.Certificates.Issue("mds", [], TemporaryFolder.Year), "ca.pem", "clock");
    }

    [Theory]
    [InlineData("ca")]
    [InlineData("x")]
    [InlineData("../mds")]
    public void Issue_for_no_institution_s_code_is_refused(string institution)
    {
        using var folder = TemporaryFolder.With();
        Refused(() => folder.Certificates.Issue(institution, [], TemporaryFolder.Year), institution);
    }

    [Fact]
    public void Issue_for_a_malformed_host_name_is_refused()
    {
        using var folder = TemporaryFolder.With();
        Refused(() => folder.Certificates.Issue("mds", ["https://mds"], TemporaryFolder.Year), "'https://mds'");
        Assert.Empty(folder.Certificates.List());
    }

    [Fact]
    public void RenewAuthority_keeps_what_it_issued_valid()
    {
        using var folder = TemporaryFolder.With("mds");
        var before = folder.Certificates.AuthorityStatus()!;
        var after = folder.Certificates.RenewAuthority(20 * TemporaryFolder.Year);
        Assert.True(after.NotAfter > before.NotAfter);
        Assert.Equal((before.Subject, before.PublicKeySha256), (after.Subject, after.PublicKeySha256));
        Assert.Equal(CertificateState.Valid, folder.Certificates.List().Single().State);
        using var identity = folder.Certificates.LoadIdentity("mds");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Renew_keeps_the_host_names_and_the_key_unless_a_new_one_is_wanted(bool newKey)
    {
        var time = new SettableTime();
        using var folder = TemporaryFolder.With(time, "mds");
        var before = folder.Certificates.List().Single();
        time.Now = time.Now.AddDays(100);
        var after = folder.Certificates.Renew("mds", TemporaryFolder.Year, newKey);
        Assert.Equal(newKey, before.PublicKeySha256 != after.PublicKeySha256);
        Assert.Equal(before.HostNames, after.HostNames);
        Assert.NotEqual(before.SerialNumber, after.SerialNumber);
        Assert.Equal(TimeSpan.FromDays(100), after.NotAfter - before.NotAfter);
        using var identity = folder.Certificates.LoadIdentity("mds");
    }

    [Fact]
    public void Renew_what_does_not_exist_is_refused()
    {
        using var folder = TemporaryFolder.With();
        Refused(() => folder.Certificates.Renew("mds", TemporaryFolder.Year, newKey: false), "mds.pem", "does not exist");
    }

    [Fact]
    public void Renew_with_the_key_of_another_is_refused_unless_a_new_one_is_wanted()
    {
        using var folder = TemporaryFolder.With("mds", "hub");
        File.Copy(folder.File("hub.key"), folder.File("mds.key"), overwrite: true);
        Refused(() => folder.Certificates.Renew("mds", TemporaryFolder.Year, newKey: false), "mds.key", "mds.pem");
        Assert.Equal(CertificateState.Valid, folder.Certificates.Renew("mds", TemporaryFolder.Year, newKey: true).State);
    }

    [Fact]
    public void List_tells_every_state()
    {
        var time = new SettableTime();
        using var folder = TemporaryFolder.With(time, "valid", "keyless", "swapped", "hub");
        using var other = TemporaryFolder.With(time, "foreign");
        var certificates = folder.Certificates;
        certificates.Issue("soon", [], TimeSpan.FromDays(10));
        certificates.Issue("expired", [], TimeSpan.FromDays(1));
        foreach (var name in new[] { "foreign.pem", "foreign.key" })
            File.Copy(other.File(name), folder.File(name));
        File.Delete(folder.File("keyless.key"));
        File.Copy(folder.File("hub.pem"), folder.File("swapped.pem"), overwrite: true);
        File.WriteAllText(folder.File("broken.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
        File.WriteAllText(folder.File("Not a code.pem"), "");

        time.Now = time.Now.AddDays(2);
        CertificateFolder.Open(folder.Path, new SettableTime { Now = time.Now.AddDays(2) }).Issue("tomorrow", [], TemporaryFolder.Year);

        Assert.Equal(
            new Dictionary<string, CertificateState>
            {
                ["broken"] = CertificateState.Unreadable,
                ["expired"] = CertificateState.Expired,
                ["foreign"] = CertificateState.NotFromAuthority,
                ["hub"] = CertificateState.Valid,
                ["keyless"] = CertificateState.WithoutKey,
                ["soon"] = CertificateState.ExpiresSoon,
                ["swapped"] = CertificateState.WrongInstitution,
                ["tomorrow"] = CertificateState.NotYetValid,
                ["valid"] = CertificateState.Valid,
            },
            certificates.List().ToDictionary(status => status.Institution, status => status.State));
    }

    [Fact]
    public void List_of_a_folder_that_does_not_exist_is_empty_and_creates_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(folder.Certificates.List());
        Assert.False(Directory.Exists(folder.Path));
    }

    internal static void Refused(Action action, params string[] parts)
    {
        var message = Assert.Throws<CertificateException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}

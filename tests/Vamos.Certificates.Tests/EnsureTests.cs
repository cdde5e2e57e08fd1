namespace Vamos.Certificates.Tests;

public sealed class EnsureTests
{
    internal static readonly string[] Institutions = ["hub", "mds", "mtess"];
    internal static readonly TimeSpan Validity = TimeSpan.FromDays(90);
    internal static readonly TimeSpan RenewWithin = TimeSpan.FromDays(30);

    [Fact]
    public void Ensure_empty_place_creates_all_and_again_nothing()
    {
        using var folder = new TemporaryFolder();
        var changes = Ensure(folder);
        Assert.Equal(["ca", .. Institutions], changes.Select(change => change.Institution));
        Assert.All(changes, change => Assert.Equal(CertificateChangeKind.Created, change.Kind));
        var before = folder.Contents();
        Assert.Empty(Ensure(folder));
        Assert.Equal(before, folder.Contents());
        Usable(folder);
    }

    [Fact]
    public void Ensure_one_more_institution_touches_no_other()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        var before = folder.Contents();
        var change = Assert.Single(folder.Certificates.Ensure([.. Institutions, "utgs"], Validity, RenewWithin));
        Assert.Equal(("utgs", CertificateChangeKind.Created), (change.Institution, change.Kind));
        Assert.All(before, file => Assert.Equal(file.Value, folder.Contents()[file.Key]));
    }

    [Fact]
    public void Ensure_near_the_end_renews_with_the_same_keys_and_host_names()
    {
        var time = new SettableTime();
        using var folder = new TemporaryFolder(time);
        Ensure(folder);
        folder.Certificates.Issue("utgs", ["utgs.example.org"], Validity);
        var before = folder.Certificates.List().ToList();
        time.Now = time.Now.AddDays(59);
        Assert.Empty(Ensure(folder));
        time.Now = time.Now.AddDays(2);
        var changes = folder.Certificates.Ensure([.. Institutions, "utgs"], Validity, RenewWithin);
        Assert.All(changes, change => Assert.Equal((CertificateChangeKind.Renewed, "it was about to expire"), (change.Kind, change.Reason)));
        Assert.Equal(4, changes.Count);
        Assert.Equal(before.Select(status => status.PublicKeySha256), folder.Certificates.List().Select(status => status.PublicKeySha256));
        Assert.Contains("utgs.example.org", folder.Certificates.List().Single(status => status.Institution == "utgs").HostNames);
        Usable(folder);
    }

    [Fact]
    public void Ensure_after_the_end_renews_all()
    {
        var time = new SettableTime();
        using var folder = new TemporaryFolder(time);
        Ensure(folder);
        time.Now = time.Now.AddDays(91);
        Assert.Equal(Institutions, Ensure(folder).Select(change => change.Institution));
        time.Now = time.Now.AddDays(4000);
        Assert.Equal(["ca", .. Institutions], Ensure(folder).Select(change => change.Institution));
        Usable(folder);
    }

    [Fact]
    public void Ensure_authority_that_would_end_first_renews_it_with_its_key()
    {
        using var folder = new TemporaryFolder();
        folder.Certificates.CreateAuthority("Short", TimeSpan.FromDays(60));
        var key = folder.Certificates.AuthorityStatus()!.PublicKeySha256;
        var changes = Ensure(folder);
        Assert.Equal(("ca", CertificateChangeKind.Renewed), (changes[0].Institution, changes[0].Kind));
        Assert.Equal(key, folder.Certificates.AuthorityStatus()!.PublicKeySha256);
        Usable(folder);
    }

    [Fact]
    public void Ensure_new_authority_replaces_what_the_old_one_signed()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        File.Delete(folder.File("ca.pem"));
        File.Delete(folder.File("ca.key"));
        var changes = Ensure(folder);
        Assert.Equal(CertificateChangeKind.Created, changes[0].Kind);
        Assert.All(changes.Skip(1), change => Assert.Equal(CertificateChangeKind.Replaced, change.Kind));
        Usable(folder);
    }

    [Fact]
    public void Ensure_interrupted_creation_of_the_authority_goes_on_with_its_key()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        var key = folder.Contents()["ca.key"];
        File.Delete(folder.File("ca.pem"));
        File.WriteAllText(folder.File(".new-0-mds.key"), "half");
        Assert.Equal("ca", Assert.Single(Ensure(folder)).Institution);
        Assert.Equal(key, folder.Contents()["ca.key"]);
        Assert.False(File.Exists(folder.File(".new-0-mds.key")));
        Usable(folder);
    }

    [Theory]
    [InlineData("mds.pem", "")]
    [InlineData("mds.pem", null)]
    [InlineData("mds.key", "")]
    [InlineData("mds.key", null)]
    [InlineData("mds.pem", "hub.pem")]
    [InlineData("mds.key", "hub.key")]
    public void Ensure_file_damaged_lost_or_mixed_up_mends_that_institution_only(string file, string? content)
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        var before = folder.Contents();
        File.Delete(folder.File(file));
        if (content is not null)
            File.WriteAllText(folder.File(file), content.Length == 0 ? "damaged" : before[content]);
        Assert.Equal("mds", Assert.Single(Ensure(folder)).Institution);
        Assert.All(before.Where(old => !old.Key.StartsWith("mds.", StringComparison.Ordinal)), old => Assert.Equal(old.Value, folder.Contents()[old.Key]));
        Usable(folder);
    }

    [Fact]
    public void Ensure_wanted_host_name_lacking_renews_and_keeps_the_others()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        var changes = folder.Certificates.Ensure(Institutions, Validity, RenewWithin, ["adapter.internal"]);
        Assert.Equal(Institutions, changes.Select(change => change.Institution));
        var wanted = new HashSet<string> { "adapter.internal", "localhost" };
        Assert.All(folder.Certificates.List(), status => Assert.Superset(wanted, status.HostNames.ToHashSet()));
    }

    [Fact]
    public void Ensure_without_the_authority_s_key_is_content_until_something_must_be_issued()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        File.Delete(folder.File("ca.key"));
        Assert.Empty(Ensure(folder));
        CertificateFolderTests.Refused(() => folder.Certificates.Ensure(["utgs"], Validity, RenewWithin), "ca.key");
    }

    [Theory]
    [InlineData("mds.pem")]
    [InlineData("mds.key")]
    public void Ensure_file_that_may_not_be_read_is_refused_and_not_replaced(string file)
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        var before = folder.Contents();
        // Permissions do not stop the superuser under whom tests may run; a lock does.
        using (new FileStream(folder.File(file), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            CertificateFolderTests.Refused(() => Ensure(folder), file, "cannot be read");
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Ensure_damaged_authority_is_refused_and_not_replaced()
    {
        using var folder = new TemporaryFolder();
        Ensure(folder);
        File.WriteAllText(folder.File("ca.pem"), "damaged");
        var before = folder.Contents();
        CertificateFolderTests.Refused(() => Ensure(folder), "ca.pem");
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void Ensure_that_would_renew_every_time_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<CertificateException>(() => folder.Certificates.Ensure(Institutions, RenewWithin, RenewWithin));
    }

    internal static IReadOnlyList<CertificateChange> Ensure(TemporaryFolder folder) => folder.Certificates.Ensure(Institutions, Validity, RenewWithin);

    internal static void Usable(TemporaryFolder folder)
    {
        foreach (var institution in Institutions)
        {
            using var identity = folder.Certificates.LoadIdentity(institution);
            Assert.Equal(institution, identity.Institution);
        }
    }
}

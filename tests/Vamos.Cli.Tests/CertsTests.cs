namespace Vamos.Cli.Tests;

using Vamos.Certificates;
using Vamos.Cli.CommandLine;

public sealed class CertsTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("vamos-cli-");
    private readonly string _folder;

    public CertsTests() => _folder = Path.Combine(_parent.FullName, "certs");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact(Timeout = 30_000)]
    public async Task Init_makes_an_authority_and_again_does_nothing()
    {
        var first = await Certs("init", "--name", "SPS test");
        var second = await Certs("init");

        Assert.Equal(ExitCode.Ok, first.ExitCode);
        Assert.Contains(Path.Combine(_folder, "ca.pem"), first.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, second.ExitCode);
        Assert.StartsWith("Nothing to do", second.Output, StringComparison.Ordinal);
        Assert.Contains("SPS test", CertificateFolder.Open(_folder, TimeProvider.System).AuthorityStatus()!.Subject, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("hub,mds,minna,mspbs,mtess,utgs", "--institutions")]
    [InlineData("hub,mds", "--institutions", "hub,mds")]
    [InlineData("hub,mds", "--institutions", "hub", "mds")]
    public async Task Init_with_institutions_makes_their_certificates(string expected, params string[] arguments)
    {
        var run = await Certs(["init", .. arguments]);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var made = CertificateFolder.Open(_folder, TimeProvider.System).List().ToList();
        Assert.Equal(expected, string.Join(',', made.Select(status => status.Institution)));
        Assert.All(made, status => Assert.Equal(CertificateState.Valid, status.State));
        Assert.All(made, status => Assert.Contains("localhost", status.HostNames));
    }

    [Fact(Timeout = 30_000)]
    public async Task Init_with_a_short_validity_does_not_renew_what_it_made()
    {
        await Certs("init", "--institutions", "hub", "--validity", "2d");
        var again = await Certs("init", "--institutions", "hub", "--validity", "2d", "--json");

        Assert.Equal(ExitCode.Ok, again.ExitCode);
        Assert.Equal(0, again.OutputJson.GetProperty("changes").GetArrayLength());
    }

    [Fact(Timeout = 30_000)]
    public async Task Issue_makes_a_certificate_once()
    {
        await Certs("init");
        var first = await Certs("issue", "minna", "--host", "minna.example.org,10.1.2.3", "--validity", "90d", "--json");
        var second = await Certs("issue", "minna");

        var change = first.OutputJson.GetProperty("changes")[0];
        Assert.Equal("minna", change.GetProperty("institution").GetString());
        Assert.Equal("created", change.GetProperty("kind").GetString());
        Assert.InRange(change.GetProperty("notAfter").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(89), DateTimeOffset.UtcNow.AddDays(91));
        Assert.Equal(["minna.example.org", "10.1.2.3"], CertificateFolder.Open(_folder, TimeProvider.System).List().Single().HostNames);
        Assert.Equal(ExitCode.Usage, second.ExitCode);
        Assert.Contains("is not overwritten", second.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Renew_keeps_the_key_unless_a_new_one_is_asked_for()
    {
        await Certs("init", "--institutions", "hub,utgs", "--validity", "10d");
        var before = Keys();
        var kept = await Certs("renew", "utgs", "--validity", "60d");
        var between = Keys();
        var changed = await Certs("renew", "hub", "utgs", "--new-key");

        Assert.Equal(ExitCode.Ok, kept.ExitCode);
        Assert.Equal(ExitCode.Ok, changed.ExitCode);
        Assert.Equal(before, between);
        Assert.Empty(Keys().Intersect(before));
    }

    [Fact(Timeout = 30_000)]
    public async Task Renew_of_all_takes_what_expires_in_time()
    {
        await Certs("init", "--institutions", "hub", "--validity", "20d");
        await Certs("issue", "utgs", "--validity", "300d");

        var run = await Certs("renew", "--all", "--json");
        var again = await Certs("renew", "--all");

        Assert.Equal(["hub"], run.OutputJson.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("institution").GetString()));
        Assert.StartsWith("Nothing to do", again.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Renew_of_the_authority_keeps_what_it_issued_valid()
    {
        await Certs("init", "--institutions", "hub");

        var run = await Certs("renew", "ca", "--validity", "7000d");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal(ExitCode.Ok, (await Certs("show")).ExitCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("renew")]
    [InlineData("renew", "hub", "--all")]
    public async Task Renew_without_saying_clearly_what_is_refused(params string[] arguments)
    {
        await Certs("init");

        var run = await Certs(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("either by their institutions, or by --all", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Show_lists_what_is_there_and_tells_when_it_needs_care()
    {
        await Certs("init", "--institutions", "hub,utgs");

        var well = await Certs("show");
        var soon = await Certs("show", "--within", "400d", "--json");
        File.Delete(Path.Combine(_folder, "utgs.key"));
        var broken = await Certs("show");

        Assert.Equal(ExitCode.Ok, well.ExitCode);
        Assert.Contains("ca (authority)", well.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CertificatesNeedCare, soon.ExitCode);
        Assert.Equal("expiresSoon", soon.OutputJson.GetProperty("certificates")[0].GetProperty("state").GetString());
        Assert.Equal("ca", soon.OutputJson.GetProperty("authority").GetProperty("institution").GetString());
        Assert.Equal(ExitCode.CertificatesNeedCare, broken.ExitCode);
        Assert.Contains("no key that belongs to it", broken.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Show_of_one_institution_shows_no_other()
    {
        await Certs("init", "--institutions", "hub,utgs");

        var run = await Certs("show", "hub", "--json");

        Assert.Equal(["hub"], run.OutputJson.GetProperty("certificates").EnumerateArray().Select(c => c.GetProperty("institution").GetString()));
        Assert.Equal(ExitCode.Usage, (await Certs("show", "nobody")).ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Revoke_writes_the_list_and_show_tells()
    {
        await Certs("init", "--institutions", "hub,utgs");

        var run = await Certs("revoke", "utgs", "--next-update", "10d");
        var again = await Certs("revoke", "utgs", "--json");
        var show = await Certs("show");
        var json = await Certs("show", "utgs", "--json");
        var init = await Certs("init", "--institutions", "hub,utgs");
        var renew = await Certs("renew", "utgs");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("is revoked since", run.Output, StringComparison.Ordinal);
        Assert.Contains("ca.crl is number 1", run.Output, StringComparison.Ordinal);
        Assert.True(again.OutputJson.GetProperty("wasRevoked").GetBoolean());
        Assert.Equal("2", again.OutputJson.GetProperty("number").GetString());
        Assert.Equal(ExitCode.CertificatesNeedCare, show.ExitCode);
        Assert.Contains("revoked on", show.Output, StringComparison.Ordinal);
        Assert.Equal("revoked", json.OutputJson.GetProperty("certificates")[0].GetProperty("state").GetString());
        Assert.Contains("it is revoked", init.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, renew.ExitCode);
        Assert.Contains("renew with a new key", renew.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await Certs("renew", "utgs", "--new-key")).ExitCode);
        Assert.Equal(ExitCode.Ok, (await Certs("show")).ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Revoke_by_serial_number_takes_it_as_people_write_it()
    {
        await Certs("init", "--institutions", "hub");

        var run = await Certs("revoke", "--serial", "5f:3a:09", "--json");
        var refreshed = await Certs("revoke", "--refresh", "--json");

        Assert.Equal("5F3A09", run.OutputJson.GetProperty("serialNumber").GetString());
        Assert.Equal("2", refreshed.OutputJson.GetProperty("number").GetString());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("revoke")]
    [InlineData("revoke", "hub", "--refresh")]
    [InlineData("revoke", "--serial", "xyz")]
    [InlineData("revoke", "nobody")]
    [InlineData("revoke", "ca")]
    public async Task Revoke_of_nothing_in_particular_is_refused(params string[] arguments)
    {
        await Certs("init", "--institutions", "hub");

        Assert.Equal(ExitCode.Usage, (await Certs(arguments)).ExitCode);
        Assert.False(File.Exists(Path.Combine(_folder, "ca.crl")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("show")]
    [InlineData("revoke", "hub")]
    [InlineData("issue", "hub")]
    [InlineData("renew", "hub")]
    public async Task Folder_that_is_not_there_is_said_so(params string[] arguments)
    {
        var run = await Certs(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("vamos certs init", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--institutions", "The Hub!")]
    [InlineData("--institutions", "ca")]
    [InlineData("--institutions", "hub", "--host", "*.example.org")]
    [InlineData("--validity", "1000000d")]
    [InlineData("--name", "")]
    public async Task Malformed_wishes_are_refused_in_plain_words(params string[] arguments)
    {
        var run = await Certs(["init", .. arguments]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.NotEqual("", run.Error);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> Certs(params string[] arguments) => CommandRun.Of(["certs", .. arguments, "--dir", _folder]);

    private string[] Keys() => [.. CertificateFolder.Open(_folder, TimeProvider.System).List().Select(status => status.PublicKeySha256)];
}

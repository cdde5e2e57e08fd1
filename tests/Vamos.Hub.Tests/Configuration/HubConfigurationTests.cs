namespace Vamos.Hub.Tests.Configuration;

using Microsoft.Extensions.Configuration;
using Vamos.Hosting.Settings;
using Vamos.Hub.Configuration;
using Vamos.Hub.Tests.Running;

public sealed class HubConfigurationTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Hub:Tls:Authority"] = TestCertificates.File("ca.pem"),
        ["Hub:Tls:Certificate"] = TestCertificates.File("hub.pem"),
        ["Hub:Tls:Key"] = TestCertificates.File("hub.key"),
        ["Hub:Agreements:Directory"] = TestAgreements.Folder,
        ["Hub:Sources:0:Institution"] = "mds",
        ["Hub:Sources:0:Address"] = "https://localhost:7501",
    };

    [Fact]
    public void Settings_with_certificates_and_a_source_get_the_documented_defaults()
    {
        var settings = Read(Good);

        Assert.Equal(7443, settings.Exchange.Port);
        Assert.Equal(7080, settings.Operations.Port);
        Assert.True(System.Net.IPAddress.IsLoopback(settings.Operations.Address));
        Assert.Equal(1024 * 1024, settings.MaxMessageBytes);
        Assert.Equal(new SourceSettings("mds", new Uri("https://localhost:7501"), TimeSpan.FromSeconds(2)), Assert.Single(settings.Sources));
        Assert.Equal("hub", settings.Tls.Institution);
        Assert.Equal(new CacheSettings(), settings.Cache);
    }

    [Fact]
    public void Settings_with_many_errors_are_refused_with_all_of_them()
    {
        var bad = Assert.Throws<SettingsException>(() => Read(new()
        {
            ["Hub:Exchange:Port"] = "seven",
            ["Hub:Exchange:Address"] = "everywhere",
            ["Hub:Exchange:MaxMessageBytes"] = "12",
            ["Hub:Lookup:DefaultDeadline"] = "1.00:00:00",
            ["Hub:Tls:Certificate"] = "/nowhere/hub.pem",
            ["Hub:Audit:TimeLimit"] = "never",
            ["Hub:Cache:Redis"] = "one,two=three,password=secret",
            ["Hub:Cache:FactsFor"] = "00:00:00",
            ["Hub:Cache:MostEntries"] = "1",
            ["Hub:Sources:0:Institution"] = "MDS!",
            ["Hub:Sources:0:Address"] = "http://plain",
            ["Hub:Sources:1:Timeout"] = "soon",
            ["Hub:Sorces:0:Institution"] = "mds",
        }));

        string[] named =
        [
            "Hub:Exchange:Port", "Hub:Exchange:Address", "Hub:Exchange:MaxMessageBytes", "Hub:Lookup:DefaultDeadline", "Hub:Tls:Authority",
            "Hub:Tls:Certificate", "Hub:Tls:Key", "Hub:Agreements:Directory", "Hub:Audit:TimeLimit",
            "Hub:Cache:Redis", "Hub:Cache:FactsFor", "Hub:Cache:MostEntries", "Hub:Sources:0:Institution", "Hub:Sources:0:Address", "Hub:Sources:1:Institution",
            "Hub:Sources:1:Address", "Hub:Sources:1:Timeout", "Hub:Sorces is not a known key",
        ];
        Assert.All(named, key => Assert.Contains(bad.Errors, e => e.StartsWith(key, StringComparison.Ordinal)));
        Assert.Equal(named.Length, bad.Errors.Count);
        Assert.All(bad.Errors, e => Assert.Contains(e, bad.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_name_an_institution_twice_are_refused()
    {
        var twice = new Dictionary<string, string?>(Good) { ["Hub:Sources:1:Institution"] = "mds", ["Hub:Sources:1:Address"] = "https://localhost:7502" };

        Assert.Contains("more than once", Assert.Throws<SettingsException>(() => Read(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_with_a_key_of_another_certificate_are_refused()
    {
        var mixed = new Dictionary<string, string?>(Good) { ["Hub:Tls:Key"] = TestCertificates.File("mds.key") };

        var error = Assert.Single(Assert.Throws<SettingsException>(() => Read(mixed)).Errors);
        Assert.Contains("mds.key", error, StringComparison.Ordinal);
    }

    private static HubSettings Read(Dictionary<string, string?> values) =>
        HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), TimeProvider.System);
}

namespace Vamos.Adapters.Tests.Health.Hl7;

using Microsoft.Extensions.Configuration;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Hl7;
using Vamos.Hosting.Settings;

public sealed class Hl7SettingsTests
{
    [Fact]
    public void Store_is_all_that_must_be_said()
    {
        var settings = Read(("Store", "/var/lib/vamos/hl7.db"));
        Assert.Equal("127.0.0.1:2575", settings.Listen!.ToString());
        Assert.Null(settings.Tls);
        Assert.Same(Hl7CharacterSet.Utf8, settings.CharacterSet);
        Assert.Equal(["NI", "NNPRY", "CI"], settings.CedulaTypes);
        Assert.Equal(TimeSpan.FromHours(-3), settings.Offset);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var inbox = Directory.CreateTempSubdirectory("vamos-inbox-");
        var settings = Read(
            ("Store", "hl7.db"), ("Address", "none"), ("Inbox", inbox.FullName), ("CharacterSet", "8859/1"), ("CedulaTypes", "CI, DNI"),
            ("CedulaAuthorities", "PRY"), ("ProcessingIds", "P,T"), ("KeepMessagesDays", "7"), ("MessageKilobytes", "64"), ("Offset", "-04:00"));
        inbox.Delete();
        Assert.Null(settings.Listen);
        Assert.Same(Hl7CharacterSet.Latin1, settings.CharacterSet);
        Assert.Equal(["CI", "DNI"], settings.CedulaTypes);
        Assert.Equal(["P", "T"], settings.ProcessingIds);
        Assert.Equal(TimeSpan.FromDays(7), settings.KeepMessages);
        Assert.Equal(64 * 1024, settings.Limits.MessageBytes);
    }

    [Fact]
    public void Every_error_is_said_at_once()
    {
        var refused = Assert.Throws<SettingsException>(() => Read(
            ("Address", "hospital"), ("Port", "99999"), ("Inbox", "/nowhere"), ("CharacterSet", "EBCDIC"), ("KeepMessagesDays", "0"), ("Stor", "x")));
        Assert.Equal(7, refused.Errors.Count);
        Assert.Single(Assert.Throws<SettingsException>(() => Read(("Store", "x"), ("Address", "none"))).Errors);
    }

    private static Hl7Settings Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"Hl7:{value.Key}", (string?)value.Value)))
            .Build();
        var section = SettingsReader.Of(configuration, "Hl7");
        var settings = Hl7Settings.Read(section);
        section.Finish();
        return settings;
    }
}

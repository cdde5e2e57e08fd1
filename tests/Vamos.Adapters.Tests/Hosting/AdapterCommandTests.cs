namespace Vamos.Adapters.Tests.Hosting;

using Vamos.Adapters.Hosting;
using Vamos.Adapters.Tests.Lab;
using Vamos.Hosting.Settings;

public sealed class AdapterCommandTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData]
    public void Help_is_shown_on_request_and_without_arguments(params string[] arguments) =>
        Assert.True(AdapterCommand.Parse(arguments, AdapterCatalogue.All).ShowHelp);

    [Fact]
    public void Help_names_the_adapters_and_the_exit_codes()
    {
        Assert.Contains("mds", AdapterHelp.Of(AdapterCatalogue.All), StringComparison.Ordinal);
        Assert.Contains("Exit codes", AdapterHelp.Of(AdapterCatalogue.All), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_with_many_errors_list_every_one()
    {
        var command = AdapterCommand.Parse(
            ["--adapter", "mec", "--Adapter:Port=99999", "--Adapter:Tls:Authority=/nowhere/ca.pem", "--Adapter:Colour=red", "--Adapter:Address=here"], AdapterCatalogue.All);

        var errors = Assert.Throws<SettingsException>(() => command.ReadSettings(TimeProvider.System)).Errors;

        foreach (var key in new[] { "Institution", "Port", "Tls:Authority", "Tls:Certificate", "Tls:Key", "Colour", "Address" })
            Assert.Contains(errors, error => error.StartsWith($"Adapter:{key} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Arguments_that_are_no_options_are_named_together()
    {
        var command = AdapterCommand.Parse(["--adaptor", "mds", "--config", "/nowhere/mds.json", "--adapter"], AdapterCatalogue.All);

        var errors = Assert.Throws<SettingsException>(() => command.ReadSettings(TimeProvider.System)).Errors;

        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void Settings_come_from_the_file_and_the_command_line_wins()
    {
        var folder = DevelopmentCertificates.Folder;
        var file = Path.GetTempFileName();
        File.WriteAllText(file, System.Text.Json.JsonSerializer.Serialize(new
        {
            Adapter = new
            {
                Institution = "mds",
                Port = 7000,
                Tls = new { Authority = folder.AuthorityPath, Certificate = folder.CertificatePath("mds"), Key = folder.KeyPath("mds") },
            },
            Mds = new { ConnectionString = "Data Source=mds.db", BatchSize = 50 },
        }));

        var (settings, _) = AdapterCommand.Parse(["--config", file, "--Adapter:Port=7001"], AdapterCatalogue.All).ReadSettings(TimeProvider.System);
        File.Delete(file);

        Assert.Equal(("mds", 7001, "hub"), (settings.Institution, settings.Listen.Port, settings.Caller));
        settings.Identity.Dispose();
    }

    [Fact]
    public void Certificate_of_another_institution_is_an_error()
    {
        var folder = DevelopmentCertificates.Folder;
        var command = AdapterCommand.Parse(
        [
            "--adapter", "mds", $"--Adapter:Tls:Authority={folder.AuthorityPath}", $"--Adapter:Tls:Certificate={folder.CertificatePath("utgs")}",
            $"--Adapter:Tls:Key={folder.KeyPath("utgs")}", "--Mds:ConnectionString=Data Source=mds.db",
        ], AdapterCatalogue.All);

        var error = Assert.Single(Assert.Throws<SettingsException>(() => command.ReadSettings(TimeProvider.System)).Errors);

        Assert.Contains("'utgs'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_json_is_an_error_like_any_other()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{ \"Adapter\": ");
        var command = AdapterCommand.Parse(["--config", file], AdapterCatalogue.All);
        File.Delete(file);

        Assert.Throws<SettingsException>(() => command.ReadSettings(TimeProvider.System));
    }
}

namespace Vamos.Adapters.Tests.Health.Fhir;

using Microsoft.Extensions.Configuration;
using Vamos.Adapters.Health;
using Vamos.Hosting.Settings;

public sealed class FhirSettingsTests
{
    [Fact]
    public void Settings_of_the_ministry_are_read()
    {
        var settings = Read(("Fhir:Address", "https://fhir.example.gov.py/r4"), ("Fhir:BatchSize", "50"));

        Assert.Equal(new Uri("https://fhir.example.gov.py/r4/"), settings.Fhir!.Address);
        Assert.Equal(50, settings.Fhir.BatchSize);
    }

    [Theory]
    [InlineData("http://fhir.example.gov.py/r4")]
    [InlineData("https://user:secret@fhir.example.gov.py/r4")]
    [InlineData("https://fhir.example.gov.py/r4?x=1")]
    [InlineData("fhir")]
    public void Address_that_is_not_safe_is_refused(string address) => Assert.Contains("Mspbs:Fhir:Address", Assert.Single(Errors(("Fhir:Address", address))), StringComparison.Ordinal);

    [Fact]
    public void Every_error_is_told_at_once()
    {
        var errors = Errors(
            ("Fhir:Colour", "red"), ("Fhir:BatchSize", "0"), ("Fhir:TokenFile", "/nowhere/token"), ("Fhir:User", "vamos"), ("Fhir:RequestTimeout", "soon"));

        foreach (var key in new[] { "Address", "Colour", "BatchSize", "TokenFile", "User", "PasswordFile", "RequestTimeout" })
            Assert.Contains(errors, error => error.StartsWith($"Mspbs:Fhir:{key} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Ministry_without_any_system_is_refused() => Assert.NotEmpty(Errors());

    private static IReadOnlyList<string> Errors(params (string Key, string Value)[] keys) => Assert.Throws<SettingsException>(() => Read(keys)).Errors;

    private static HealthSettings Read(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(key => KeyValuePair.Create($"Mspbs:{key.Key}", (string?)key.Value)))
            .Build();
        var section = SettingsReader.Of(configuration, "Mspbs");
        var settings = HealthSettings.Read(section);
        section.Finish();
        return settings;
    }
}

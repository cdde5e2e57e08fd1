namespace Vamos.EndToEnd.Tests;

using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.EndToEnd.Tests.Running;

/// <summary>What the three institutions' systems say of a person, and what is left of it while some of them misbehave. A sandbox of its own.</summary>
public sealed class LegacySystemsTests : IAsyncLifetime
{
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-legacy-").FullName;
    private Daemon _sandbox = null!;
    private string _hub = "";
    private string _control = "";

    public async Task InitializeAsync()
    {
        _sandbox = Daemon.Start(
            _folder, Repository.Sandbox,
            "--hub-port", "0", "--operations-port", "0", "--adapter-port", "0", "--control-port", "0", "--people", "300", "--disturb", "mspbs-fhir=down");
        await _sandbox.PrintsAsync("^Sandbox ready$");
        _hub = (await _sandbox.PrintsAsync(@"hub +(https://localhost:\d+)/")).Groups[1].Value;
        _control = (await _sandbox.PrintsAsync(@"--control-port (\d+)")).Groups[1].Value;
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(0, await _sandbox.StopAsync("INT"));
        await _sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Systems_that_misbehave_are_named_and_the_others_facts_are_there()
    {
        // from the start, by the option
        var child = await GetAsync("99000008");
        Assert.Equal(["hl7-eventos"], child.Immunizations.Select(dose => dose.Provenance.System).Distinct());
        Assert.Contains("fhir", Source(child, "mspbs").Detail, StringComparison.Ordinal);

        await DisturbAsync("mspbs-fhir", "well");
        child = await UntilAsync("99000008", found => Source(found, "mspbs").State == SourceState.Ok);
        Assert.Contains(child.Immunizations, dose => dose.Provenance.System == "fhir");
        var sent = Assert.Single(child.Immunizations, dose => dose.Provenance.System == "hl7-eventos");
        Assert.InRange(DateTimeOffset.UtcNow - sent.Provenance.AsOf.ToDateTimeOffset(), TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(10));

        var worker = await GetAsync("99000002");
        Assert.Equal(["historial-laboral", "reop-planillas"], worker.Employment.Select(job => job.Provenance.System).Order());
        Assert.All(worker.Employment, job => Assert.Equal(4_200_000, job.MonthlySalary));

        await DisturbAsync("mtess-soap", "failing");
        worker = await GetAsync("99000002");
        Assert.Equal("reop-planillas", Assert.Single(worker.Employment).Provenance.System);
        Assert.Contains("historial-laboral", Source(worker, "mtess").Detail, StringComparison.Ordinal);
        Assert.Equal(SourceState.Ok, Source(worker, "mds").State);
        await DisturbAsync("mtess-soap", "well");
        Assert.Equal(2, (await UntilAsync("99000002", found => Source(found, "mtess").State == SourceState.Ok)).Employment.Count);

        await DisturbAsync("mds-database", "down");
        worker = await GetAsync("99000002");
        Assert.NotEqual(SourceState.Ok, Source(worker, "mds").State);
        Assert.Equal(2, worker.Employment.Count);
        await DisturbAsync("mds-database", "well");
        Assert.NotEmpty((await UntilAsync("99000002", found => Source(found, "mds").State == SourceState.Ok)).Households);
    }

    [Fact]
    public async Task Systems_are_listed_with_how_they_behave_and_what_they_cannot_be_told_is_refused()
    {
        var listed = await SandboxAsync("systems");
        var unknown = await SandboxAsync("disturb", "mec-padron", "down");
        var nonsense = await SandboxAsync("disturb", "mtess-soap", "sulking");

        Assert.Equal(0, listed.ExitCode);
        Assert.Matches(@"mspbs-fhir +(down|well)", listed.Output);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("mtess-soap", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, nonsense.ExitCode);
        Assert.Contains("slow:", nonsense.Error, StringComparison.Ordinal);
    }

    private static SourceStatus Source(Beneficiary beneficiary, string institution) => beneficiary.Sources.Single(source => source.Institution == institution);

    private async Task<Beneficiary> GetAsync(string number)
    {
        var ended = await Finished.RunAsync(_folder, "dotnet", Repository.Cli, "beneficiary", "get", number, "--as", "utgs", "--json", "--max-age", "0", "--hub", _hub);
        Assert.True(ended.ExitCode is 0 or 4, ended.Error);
        return Json.Parse<GetBeneficiaryResponse>(ended.Output).Beneficiary;
    }

    private async Task<Beneficiary> UntilAsync(string number, Func<Beneficiary, bool> holds)
    {
        var until = DateTime.UtcNow.AddSeconds(40);
        while (true)
        {
            var found = await GetAsync(number);
            if (holds(found))
                return found;
            Assert.True(DateTime.UtcNow < until, $"waited in vain; last seen:\n{found.Sources}");
        }
    }

    private async Task DisturbAsync(string system, string how)
    {
        var told = await SandboxAsync("disturb", system, how);
        Assert.True(told.ExitCode == 0, told.Error);
    }

    private Task<Finished> SandboxAsync(params string[] command) =>
        Finished.RunAsync(_folder, "dotnet", [Repository.Sandbox, .. command, "--control-port", _control]);
}

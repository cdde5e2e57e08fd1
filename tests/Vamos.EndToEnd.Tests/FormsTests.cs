namespace Vamos.EndToEnd.Tests;

using System.Text.Json;
using System.Text.Json.Nodes;
using Vamos.EndToEnd.Tests.Running;

/// <summary>A household form by <c>vamos fips</c>: from the file to the registry, the report and the log.</summary>
[Collection(SharedSandbox.Name)]
public sealed class FormsTests(SandboxFixture sandbox)
{
    private static readonly string[] OfTheHub =
        ["formId", "version", "householdId", "qualityOfLifeIndex", "provenance", "updateTime", "conflicts", "householdChanges"];

    [Fact]
    public async Task Form_of_a_file_is_stored_shown_with_its_index_and_recorded()
    {
        var file = Household("99000093", "99000094", "hogar-cli.json");

        var submitted = await sandbox.VamosAsync("fips", "submit", file, "--as", "mds", "--json");
        var again = await sandbox.VamosAsync("fips", "submit", file, "--as", "mds", "--json");

        Assert.True(submitted.ExitCode == 0, submitted.Error + submitted.Output);
        var form = JsonDocument.Parse(submitted.Output).RootElement.GetProperty("form");
        var id = form.GetProperty("formId").GetString()!;
        Assert.Equal(id, JsonDocument.Parse(again.Output).RootElement.GetProperty("form").GetProperty("formId").GetString());

        var got = await sandbox.VamosAsync("fips", "get", id, "--as", "mds", "--json");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(file)), Bare(got.Output)), got.Output);

        var shown = await sandbox.VamosAsync("fips", "get", "--person", "99000093", "--as", "mds");
        Assert.Contains("Quality of life index (ICV): ", shown.Output, StringComparison.Ordinal);
        var listed = await sandbox.VamosAsync("fips", "list", "--territory", "1116", "--as", "mds", "--json");
        Assert.Contains($"\"formId\": \"{id}\"", listed.Output, StringComparison.Ordinal);
        var log = await sandbox.VamosAsync("audit", "who-saw", "99000093", "--as", "utgs", "--json");
        Assert.Contains("FipsService/SubmitForm", log.Output, StringComparison.Ordinal);
        Assert.Contains("FipsService/GetPersonForm", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protection_of_a_test_person_is_shown_by_pillar()
    {
        var shown = await sandbox.VamosAsync("fips", "status", "99000004", "--as", "utgs");

        Assert.True(shown.ExitCode == 0, shown.Error);
        Assert.Contains("social integration", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Cédula 99000004: adult", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_with_mistakes_is_refused_with_all_of_them()
    {
        var file = Path.Combine(sandbox.Folder, "mistakes.json");
        await File.WriteAllTextAsync(file, "{ \"members\": [ { \"memberId\": \"1\" }, { \"memberId\": \"1\" } ] }");

        var refused = await sandbox.VamosAsync("fips", "submit", file, "--as", "mds", "--json");

        Assert.Equal(8, refused.ExitCode);
        Assert.True(JsonDocument.Parse(refused.Output).RootElement.GetProperty("error").GetProperty("fields").GetArrayLength() > 5, refused.Output);
    }

    // the sample with other people, so that tests do not meet
    private string Household(string head, string child, string name)
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "forms", "hogar.json"));
        var file = Path.Combine(sandbox.Folder, name);
        File.WriteAllText(file, sample
            .Replace("99000091", head, StringComparison.Ordinal)
            .Replace("99000092", child, StringComparison.Ordinal)
            .Replace("RN-2025-00431", $"RN-{head}", StringComparison.Ordinal)
            .Replace("Ñandutí", "Ysapy", StringComparison.Ordinal));
        return file;
    }

    private static JsonObject Bare(string json)
    {
        var form = JsonNode.Parse(json)!.AsObject();
        foreach (var field in OfTheHub)
            form.Remove(field);
        return form;
    }
}

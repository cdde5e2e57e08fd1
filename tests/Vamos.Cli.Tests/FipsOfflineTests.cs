namespace Vamos.Cli.Tests;

using Vamos.Cli.CommandLine;
using Vamos.Fips.Documents;
using Vamos.Fips.Validation;

public sealed class FipsOfflineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-cli-fips");

    [Fact(Timeout = 30_000)]
    public async Task Template_is_a_form_that_validates()
    {
        var yaml = await CommandRun.Of("fips", "template");
        var json = await CommandRun.Of("fips", "template", "--json");

        var run = await CommandRun.Of("fips", "validate", Keep("ficha.yaml", yaml.Output), Keep("ficha.json", json.Output));

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("2 forms: 2 without a fault, 0 with warnings only, 0 that cannot be stored.\n", run.Output);
        Assert.Contains("# SEX_FEMALE mujer", yaml.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_with_mistakes_is_told_as_a_table_and_fails()
    {
        var run = await CommandRun.Of("fips", "validate", Keep("ficha.yaml", Bad()));

        Assert.Equal(ExitCode.DocumentsRefused, run.ExitCode);
        var golden = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "fips-validate.txt"));
        Assert.Equal(golden, run.Output.Replace(_folder.FullName, "."));
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_with_mistakes_as_json_says_the_same()
    {
        var run = await CommandRun.Of("fips", "validate", Keep("ficha.yaml", Bad()), "--json");

        Assert.Equal(ExitCode.DocumentsRefused, run.ExitCode);
        var forms = run.OutputJson.GetProperty("forms").EnumerateArray().ToList();
        Assert.Equal([false, true, false], forms.Select(f => f.GetProperty("canBeStored").GetBoolean()));
        var first = forms[0].GetProperty("violations")[0];
        Assert.Equal(("district-exists", "error"), (first.GetProperty("ruleCode").GetString(), first.GetProperty("severity").GetString()));
        Assert.Equal("members[0].sex", forms[2].GetProperty("findings")[0].GetProperty("field").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Form_with_warnings_only_is_accepted()
    {
        var run = await CommandRun.Of("fips", "validate", Keep("ficha.yaml", FormTemplate.Yaml.Replace("rooms: 4 ", "rooms: 40 ")));

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("warning  dwelling.rooms", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 form: 0 without a fault, 1 with warnings only, 0 that cannot be stored.", run.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task File_that_is_not_there_is_an_argument_that_is_wrong()
    {
        var run = await CommandRun.Of("fips", "validate", Path.Combine(_folder.FullName, "none.yaml"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("file: ", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Rules_are_printed_as_they_are_published()
    {
        var run = await CommandRun.Of("fips", "rules");

        Assert.Equal((ExitCode.Ok, FormRulesDocument.Markdown()), (run.ExitCode, run.Output));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Bad() => string.Join("---\n",
        FormTemplate.Yaml.Replace("\"1116\"    # código", "\"9916\" # código").Replace("amount: 375000", "amount: -1").Replace("rooms: 4 ", "rooms: 40 "),
        FormTemplate.Yaml,
        "members:\n  - sex: F\n");

    private string Keep(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}

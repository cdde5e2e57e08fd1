namespace Vamos.Cli.Tests;

using Vamos.Cli.CommandLine;

public sealed class AgreementsTests
{
    private static readonly string Documents = Path.Combine(Root(AppContext.BaseDirectory), "src", "Vamos.Sandbox", "Trust");

    [Fact(Timeout = 30_000)]
    public async Task Check_of_good_documents_says_so()
    {
        var run = await CommandRun.Of("agreements", "check", Documents);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^\d+ agreements among 7 institutions can be used", run.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Check_of_bad_documents_lists_every_error_and_fails()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-cli-agreements");
        try
        {
            folder.CreateSubdirectory("agreements");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "institutions.yaml"), "institutions:\n  - code: MDS\n    name: x\n    roles: [boss]\n");

            var run = await CommandRun.Of("agreements", "check", folder.FullName);
            var json = await CommandRun.Of("agreements", "check", folder.FullName, "--json");

            Assert.Equal((ExitCode.DocumentsRefused, ExitCode.DocumentsRefused), (run.ExitCode, json.ExitCode));
            Assert.Contains("institutions.yaml:2: error: institutions[0].code is 'MDS', must be", run.Output, StringComparison.Ordinal);
            Assert.Contains("cannot be used: 2 errors.", run.Output, StringComparison.Ordinal);
            Assert.Equal(2, json.OutputJson.GetProperty("findings").GetArrayLength());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Explanation_says_in_words_what_a_caller_may_see()
    {
        var english = await CommandRun.Of("agreements", "explain", "--as", "mtess", "GetBeneficiary", "--dir", Documents, "--on", "2026-12-01");
        var spanish = await CommandRun.Of("agreements", "explain", "--as", "mtess", "GetBeneficiary", "--dir", Documents, "--on", "2026-12-01", "--lang", "es");
        var json = await CommandRun.Of("agreements", "explain", "--as", "mtess", "GetBeneficiary", "--dir", Documents, "--on", "2026-12-01", "--json");

        Assert.Equal(ExitCode.Ok, english.ExitCode);
        Assert.Contains("may call BeneficiaryService/GetBeneficiary under the agreement mtess-control-de-beneficios", english.Output, StringComparison.Ordinal);
        Assert.Contains("puede invocar", spanish.Output, StringComparison.Ordinal);
        Assert.Equal("inForce", json.OutputJson.GetProperty("grants")[0].GetProperty("state").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task Explanation_of_what_is_not_granted_ends_as_denied()
    {
        var run = await CommandRun.Of("agreements", "explain", "--as", "minna", "ListSources", "--dir", Documents);

        Assert.Equal(ExitCode.Denied, run.ExitCode);
        Assert.Contains("no agreement names it", run.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("explain --as mtess Nothing", "There is no method 'Nothing'")]
    [InlineData("explain --as mtess GetBeneficiary --on soon", "--on: must be a day")]
    [InlineData("check /no/such/folder", "does not exist")]
    public async Task Command_line_that_cannot_be_done_says_why(string line, string words)
    {
        var run = await CommandRun.WithEnvironment(name => name == "VAMOS_AGREEMENTS" ? Documents : null, ["agreements", .. line.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("institutions")]
    [InlineData("agreement")]
    public async Task Schema_is_the_one_that_is_kept(string document)
    {
        var run = await CommandRun.Of("agreements", "schema", document);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Root(AppContext.BaseDirectory), "docs", "schema", document + ".schema.json")), run.Output);
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}

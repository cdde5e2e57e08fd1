namespace Vamos.Cli.Tests;

using Vamos.Cli.CommandLine;

public sealed class ProgrammesTests
{
    private static readonly string Repository = Root(AppContext.BaseDirectory);
    private static readonly string Documents = Path.Combine(Repository, "programmes");

    [Fact(Timeout = 30_000)]
    public async Task List_shows_the_rules_of_the_day()
    {
        var now = await CommandRun.Of("programmes", "list", "--dir", Documents, "--as-of", "2026-11-22");
        var before = await CommandRun.Of("programmes", "list", "--dir", Documents, "--as-of", "2020-01-01", "--json");

        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (now.ExitCode, before.ExitCode));
        Assert.Matches(@"pension-universal +Pensión Universal de Adultos Mayores +mds +ley-7322-2024 +2024-10-29", now.Output);
        var programmes = before.OutputJson.GetProperty("programmes").EnumerateArray().ToDictionary(p => p.GetProperty("code").GetString()!);
        Assert.Equal("ley-3728-2009", programmes["pension-universal"].GetProperty("rulesVersion").GetString());
        Assert.False(programmes["hambre-cero"].TryGetProperty("rulesVersion", out _));
    }

    [Fact(Timeout = 30_000)]
    public async Task List_without_a_folder_takes_the_rules_that_came_with_the_program()
    {
        var run = await CommandRun.Of("programmes", "list");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("tekopora", run.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Check_of_good_documents_says_so()
    {
        var run = await CommandRun.Of("programmes", "check", "--dir", Documents);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^\d+ programmes with \d+ criteria \(\d+ not verified\) and \d+ incompatibilities can be used", run.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Check_of_bad_documents_lists_every_error_and_fails()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-cli-programmes");
        try
        {
            foreach (var file in Directory.GetFiles(Documents))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            var bad = Path.Combine(folder.FullName, "tekopora.yaml");
            var text = await File.ReadAllTextAsync(bad);
            await File.WriteAllTextAsync(bad, text.Replace("at_most: 72", "at_most: many").Replace("unit: household", "unit: family"));

            var run = await CommandRun.Of("programmes", "check", "--dir", folder.FullName);
            var json = await CommandRun.Of("programmes", "check", "--dir", folder.FullName, "--json");
            var explain = await CommandRun.Of("programmes", "explain", "tekopora", "--dir", folder.FullName);

            Assert.Equal((ExitCode.DocumentsRefused, ExitCode.DocumentsRefused, ExitCode.Usage), (run.ExitCode, json.ExitCode, explain.ExitCode));
            Assert.Contains("tekopora.yaml:5: error: unit is 'family', must be one of person, household", run.Output, StringComparison.Ordinal);
            Assert.Contains("cannot be used: 2 errors.", run.Output, StringComparison.Ordinal);
            Assert.Equal(2, json.OutputJson.GetProperty("findings").GetArrayLength());
            Assert.Contains("`vamos programmes check` lists every error", explain.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Explanation_says_in_words_who_may_be_in_a_programme()
    {
        var now = await CommandRun.Of("programmes", "explain", "pension-universal", "--dir", Documents, "--as-of", "2026-11-22");
        var before = await CommandRun.Of("programmes", "explain", "pension-adultos-mayores", "--dir", Documents, "--as-of", "2020-01-01");
        var never = await CommandRun.Of("programmes", "explain", "pension-universal", "--dir", Documents, "--as-of", "1999-01-01");
        var json = await CommandRun.Of("programmes", "explain", "tekopora", "--dir", Documents, "--as-of", "2026-11-22", "--json");

        Assert.Equal(ExitCode.Ok, now.ExitCode);
        Assert.Contains("No tener registradas más de 30 cabezas de ganado vacuno.  [livestock]", now.Output, StringComparison.Ordinal);
        Assert.Contains("Not verified: elpoder.com.py", now.Output, StringComparison.Ordinal);
        Assert.Contains("Incompatibilities:", now.Output, StringComparison.Ordinal);
        Assert.Contains("Legal basis: Ley 3728/2009, art. 3", before.Output, StringComparison.Ordinal);
        Assert.Contains("No rules were in force on 1999-01-01: the first begin on 2009-08-24.", never.Output, StringComparison.Ordinal);
        Assert.Equal(4, json.OutputJson.GetProperty("rules").GetProperty("criteria").GetArrayLength());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("explain nothing", "There is no programme 'nothing'. Programmes are: abrazo,")]
    [InlineData("list --as-of soon", "--as-of: must be a day")]
    [InlineData("check --dir /no/such/folder", "does not exist")]
    public async Task Command_line_that_cannot_be_done_says_why(string line, string words)
    {
        var run = await CommandRun.WithEnvironment(name => name == "VAMOS_PROGRAMMES" ? Documents : null, ["programmes", .. line.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("programme")]
    [InlineData("incompatibilities")]
    public async Task Schema_is_the_one_that_is_kept(string document)
    {
        var run = await CommandRun.Of("programmes", "schema", document);

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository, "docs", "schema", document + ".schema.json")), run.Output);
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}

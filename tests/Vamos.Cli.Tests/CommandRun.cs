namespace Vamos.Cli.Tests;

using System.Text.Json;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;

/// <summary>One command line, run in this process, and what came of it.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public JsonElement OutputJson => JsonDocument.Parse(Output).RootElement;

    public JsonElement ErrorJson => JsonDocument.Parse(Error).RootElement.GetProperty("error");

    public static Task<CommandRun> Of(params string[] arguments) => WithEnvironment(_ => null, arguments);

    /// <summary>Against a scripted hub, with the certificates that it trusts.</summary>
    public static Task<CommandRun> Against(ScriptedHubServer hub, TestCertificates certificates, params string[] arguments) =>
        Of([.. arguments, "--hub", hub.Address.ToString(), "--certs", certificates.Path]);

    public static async Task<CommandRun> WithEnvironment(Func<string, string?> environment, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await new VamosCommandLine(Terminal.Plain(output, error, environment, TimeProvider.System)).RunAsync(arguments);
        return new CommandRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}

namespace Vamos.Cli.CommandLine;

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

/// <summary>The help of the parser, followed by examples and exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyList<(string Line, string Does)> ofTheRoot) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;

        output.WriteLine("Examples:");
        foreach (var (line, does) in parseResult.CommandResult.Command is DocumentedCommand command ? command.Examples : ofTheRoot)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {does}");
        }

        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.All)
            output.WriteLine($"  {code,-4} {meaning}");
        output.WriteLine();
        return ExitCode.Ok;
    }
}

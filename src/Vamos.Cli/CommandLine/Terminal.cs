namespace Vamos.Cli.CommandLine;

using System.Text;
using Spectre.Console;

/// <summary>What the program touches besides its arguments and the hub.</summary>
/// <param name="Output">Answers.</param>
/// <param name="Error">Errors and warnings.</param>
/// <param name="Console">Draws on <paramref name="Output"/>.</param>
/// <param name="Environment">Reads an environment variable.</param>
/// <param name="Time">The clock.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, IAnsiConsole Console, Func<string, string?> Environment, TimeProvider Time)
{
    // Wide enough that nothing wraps: lines of a file are cut by its reader, not by us.
    private const int PlainWidth = 400;

    /// <summary>The terminal, files or pipes that the process was started with.</summary>
    public static Terminal OfProcess()
    {
        if (System.Console.IsOutputRedirected)
            return Plain(System.Console.Out, System.Console.Error, System.Environment.GetEnvironmentVariable, TimeProvider.System);

        if (OperatingSystem.IsWindows())
            System.Console.OutputEncoding = Encoding.UTF8;
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        return new Terminal(System.Console.Out, System.Console.Error, console, System.Environment.GetEnvironmentVariable, TimeProvider.System);
    }

    /// <summary>Plain text without colours.</summary>
    public static Terminal Plain(TextWriter output, TextWriter error, Func<string, string?> environment, TimeProvider time)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmedLines(output)),
        });
        console.Profile.Width = PlainWidth;
        return new Terminal(output, error, console, environment, time);
    }
}

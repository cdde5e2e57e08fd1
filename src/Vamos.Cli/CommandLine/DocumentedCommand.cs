namespace Vamos.Cli.CommandLine;

using System.CommandLine;

/// <summary>A command whose help shows how it is used.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that work as they stand in the sandbox, each with what it does.</summary>
    public required IReadOnlyList<(string Line, string Does)> Examples { get; init; }
}

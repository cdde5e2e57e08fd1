namespace Vamos.Cli.Services;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Documents;
using Vamos.Network.Documents;
using Vamos.Programmes.Checks;

/// <summary>What check and import have in common: a file of services, read by the rules that the hub applies.</summary>
internal sealed class FileOptions(Terminal terminal)
{
    private const string ProgrammesFolder = "programmes";

    private readonly Argument<string> _file = new("file") { Description = "File of services: YAML, or a table that ends in .csv." };

    private readonly Option<string?> _programmes = new("--programmes")
    {
        Description = "Folder with the rules of programmes, whose codes services may require. Default: programmes, or else those that came with this program.",
        HelpName = "folder",
    };

    public Argument Argument => _file;

    public Option Option => _programmes;

    /// <summary>Reads the file and tells what is wrong with it.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public ServicesFile Read(ParseResult parsed)
    {
        var path = parsed.GetValue(_file)!;
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}.");
        var file = ServicesFile.Read(path, File.ReadAllBytes(path), Programmes(parsed));
        foreach (var finding in file.Findings)
            terminal.Output.WriteLine(finding.ToString());
        if (!file.IsUsable)
            terminal.Output.WriteLine($"The file cannot be used: {file.Findings.Count(f => f.Severity == Severity.Error)} errors.");
        return file;
    }

    private IReadOnlySet<string>? Programmes(ParseResult parsed)
    {
        string[] usual = [ProgrammesFolder, Path.Combine(AppContext.BaseDirectory, ProgrammesFolder)];
        var folder = parsed.GetValue(_programmes) ?? terminal.Environment("VAMOS_PROGRAMMES") ?? usual.FirstOrDefault(Directory.Exists);
        return folder is null ? null : ProgrammeCheck.Folder(folder).Book?.Codes;
    }
}

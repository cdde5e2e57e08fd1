namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs issue</c>.</summary>
internal sealed class IssueCommand(Terminal terminal, FolderOptions options)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos certs issue stp", "a certificate for an institution that only calls"),
        ("vamos certs issue minna --host minna.example.org,10.1.2.3 --validity 90d", "for one that is also called"),
    ];

    private readonly Argument<string> _institution = new("institution") { Description = $"Code of the institution: {InstitutionName.Rule}." };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Host names and addresses under which it is called. Without any it can call, but cannot be called.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    public Command Create()
    {
        var command = new DocumentedCommand("issue", "Makes an institution's first certificate and key.") { Examples = Examples };
        command.Arguments.Add(_institution);
        foreach (var option in (Option[])[_hosts, options.Directory, options.Validity, options.Json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var folder = options.ExistingFolderOf(parsed);
        var hosts = FolderOptions.Split(parsed.GetValue(_hosts));
        var issued = folder.Issue(parsed.GetValue(_institution)!, hosts, options.ValidityOf(parsed));
        var use = issued.HostNames.Count == 0 ? "for calling only, since it has no host name" : $"also callable as {string.Join(", ", issued.HostNames)}";
        CertificateReport.WriteChanges(
            terminal, folder, [new CertificateChange(issued.Institution, CertificateChangeKind.Created, use, issued.NotAfter)], options.WantsJson(parsed));
        return ExitCode.Ok;
    }
}

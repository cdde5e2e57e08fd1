namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs show</c>.</summary>
internal sealed class ShowCommand(Terminal terminal, FolderOptions options)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos certs show", "all of certs/dev"),
        ("vamos certs show hub --within 60d --json", "one, for a monitor: exit code 7 when it needs care"),
    ];

    private readonly Argument<string?> _institution = new("institution")
    {
        Description = "Only this institution's.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Command Create()
    {
        var command = new DocumentedCommand("show", "Shows what lies in a folder of certificates, and whether it can be used.") { Examples = Examples };
        command.Arguments.Add(_institution);
        foreach (var option in (Option[])[options.Directory, options.Within, options.Json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var folder = options.ExistingFolderOf(parsed);
        var within = options.WithinOf(parsed);
        var authority = folder.AuthorityStatus(within);
        var certificates = folder.List(within).ToList();
        if (parsed.GetValue(_institution) is { } wanted)
        {
            certificates = certificates.FindAll(status => status.Institution == wanted);
            if (certificates.Count == 0)
                throw new UsageException($"{folder.Path} has no certificate of '{wanted}'. `vamos certs show` lists what it has.");
        }

        CertificateReport.WriteStatus(terminal, folder, authority, certificates, options.WantsJson(parsed));
        // Who only calls holds the authority's certificate, not its key.
        var usable = authority?.State is CertificateState.Valid or CertificateState.WithoutKey && certificates.All(s => s.State == CertificateState.Valid);
        return usable ? ExitCode.Ok : ExitCode.CertificatesNeedCare;
    }
}

namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs init</c>.</summary>
internal sealed class InitCommand(Terminal terminal, FolderOptions options)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos certs init", "makes an authority in certs/dev, unless there is one"),
        ("vamos certs init --institutions", "and what the sandbox needs: hub, mds, mtess, mspbs, utgs, minna"),
        ("vamos certs init --dir /etc/vamos/tls --name \"SPS test\" --institutions hub,mds --host hub.example.org", "elsewhere, for other names"),
    ];

    private static readonly string[] DevelopmentSet = ["hub", "mds", "mtess", "mspbs", "utgs", "minna"];

    private readonly Option<string> _name = new("--name")
    {
        Description = "Name of the authority, if one has to be made.",
        HelpName = "name",
        DefaultValueFactory = _ => "Vamos development",
    };

    private readonly Option<string[]> _institutions = new("--institutions")
    {
        Description = $"Also see to a usable certificate of each of these, separated by commas; without any: {string.Join(",", DevelopmentSet)}.",
        HelpName = "codes",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Host names under which the institutions are called. Default: localhost, 127.0.0.1, ::1.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    public Command Create()
    {
        var command = new DocumentedCommand("init", "Makes an authority and certificates, as far as they are missing. Doing it again changes nothing more.")
        {
            Examples = Examples,
        };
        foreach (var option in (Option[])[options.Directory, _name, _institutions, _hosts, options.Validity, options.Json])
            command.Options.Add(option);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = options.FolderOf(parsed);
        var validity = options.ValidityOf(parsed);
        // Never renews at once what it has just made.
        var renewWithin = validity / 2 < CertificateFolder.DefaultRenewWithin ? validity / 2 : CertificateFolder.DefaultRenewWithin;
        var hosts = FolderOptions.Split(parsed.GetValue(_hosts));
        var changes = folder.Ensure(
            Institutions(parsed), validity, renewWithin, hosts.Length == 0 ? null : hosts, parsed.GetValue(_name)!, cancellation);
        CertificateReport.WriteChanges(terminal, folder, changes, options.WantsJson(parsed));
        return ExitCode.Ok;
    }

    private string[] Institutions(ParseResult parsed)
    {
        if (parsed.GetResult(_institutions) is not { Implicit: false } given)
            return [];
        var named = FolderOptions.Split(given.Tokens.Select(token => token.Value));
        return named.Length == 0 ? DevelopmentSet : named;
    }
}

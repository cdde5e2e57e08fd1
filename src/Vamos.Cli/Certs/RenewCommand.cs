namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs renew</c>.</summary>
internal sealed class RenewCommand(Terminal terminal, FolderOptions options)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos certs renew utgs --validity 180d", "gives a certificate more time, with the same key and host names"),
        ("vamos certs renew hub mds --new-key", "with new keys"),
        ("vamos certs renew ca --validity 3650d", "gives the authority more time; everyone needs the new ca.pem"),
        ("vamos certs renew --all --within 60d", "whatever expires within 60 days"),
    ];

    private const string Authority = "ca";

    private readonly Argument<string[]> _institutions = new("institutions")
    {
        Description = "Codes of the institutions; ca for the authority.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every certificate that has expired or is about to." };

    private readonly Option<bool> _newKey = new("--new-key") { Description = "Make new private keys. The authority always keeps its own." };

    public Command Create()
    {
        var command = new DocumentedCommand("renew", "Makes the next certificate of an institution or the authority.") { Examples = Examples };
        command.Arguments.Add(_institutions);
        foreach (var option in (Option[])[_all, options.Within, _newKey, options.Directory, options.Validity, options.Json])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_all) == (FolderOptions.Split(result.GetValue(_institutions)).Length != 0))
                result.AddError("Say which certificates to renew: either by their institutions, or by --all.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var folder = options.ExistingFolderOf(parsed);
        var validity = options.ValidityOf(parsed);
        var codes = parsed.GetValue(_all) ? Expiring(folder, options.WithinOf(parsed)) : FolderOptions.Split(parsed.GetValue(_institutions));
        // One that ends later than its authority cannot be made, so the authority comes first.
        var changes = codes.OrderBy(code => code == Authority ? 0 : 1).Select(code => Renew(folder, code, validity, parsed.GetValue(_newKey))).ToList();
        CertificateReport.WriteChanges(terminal, folder, changes, options.WantsJson(parsed));
        return ExitCode.Ok;
    }

    private static CertificateChange Renew(CertificateFolder folder, string code, TimeSpan validity, bool newKey)
    {
        var renewed = code == Authority ? folder.RenewAuthority(validity) : folder.Renew(code, validity, newKey);
        var key = newKey && code != Authority ? "with a new key" : "with the same key";
        return new CertificateChange(renewed.Institution, CertificateChangeKind.Renewed, key, renewed.NotAfter);
    }

    private static string[] Expiring(CertificateFolder folder, TimeSpan within)
    {
        var all = folder.List(within);
        if (folder.AuthorityStatus(within) is { } authority)
            all = all.Prepend(authority);
        return [.. all.Where(s => s.State is CertificateState.Expired or CertificateState.ExpiresSoon).Select(s => s.Institution)];
    }
}

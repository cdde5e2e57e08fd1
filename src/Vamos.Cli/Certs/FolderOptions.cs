namespace Vamos.Cli.Certs;

using System.CommandLine;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary>Options that the commands about certificates share.</summary>
internal sealed class FolderOptions(Terminal terminal)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Option<string> _directory = new("--dir")
    {
        Description = "Folder of the authority and the certificates. Environment: VAMOS_CERTS.",
        HelpName = "folder",
        DefaultValueFactory = _ => terminal.Environment("VAMOS_CERTS") ?? CommonOptions.DefaultCertificates,
    };

    private readonly Option<TimeSpan?> _validity = CommonOptions.Duration(
        "--validity", "How long a new certificate is valid. Default: 365d.", TimeSpan.FromMinutes(1), TimeSpan.FromDays(36525));

    private readonly Option<TimeSpan?> _within = CommonOptions.Duration(
        "--within", "How long before its end a certificate counts as about to expire. Default: 30d.", TimeSpan.Zero, Day * 36525);

    private readonly Option<bool> _json = CommonOptions.Json("Print the result (and errors, on standard error) as JSON.");

    public Option Directory => _directory;

    public Option Validity => _validity;

    public Option Within => _within;

    public Option Json => _json;

    public CertificateFolder FolderOf(ParseResult parsed) => CertificateFolder.Open(parsed.GetValue(_directory)!, terminal.Time);

    /// <summary>A folder that must be there.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public CertificateFolder ExistingFolderOf(ParseResult parsed)
    {
        var folder = FolderOf(parsed);
        if (!System.IO.Directory.Exists(folder.Path))
            throw new UsageException($"The folder {folder.Path} does not exist. `vamos certs init` makes it with an authority, or say by --dir where it is.");
        return folder;
    }

    public TimeSpan ValidityOf(ParseResult parsed) => parsed.GetValue(_validity) ?? Day * 365;

    public TimeSpan WithinOf(ParseResult parsed) => parsed.GetValue(_within) ?? CertificateFolder.DefaultRenewWithin;

    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Texts given one by one, or several separated by commas.</summary>
    public static string[] Split(IEnumerable<string>? texts) =>
        [.. (texts ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}

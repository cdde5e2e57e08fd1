namespace Vamos.Cli.Certs;

using System.CommandLine;
using System.Globalization;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;

/// <summary><c>vamos certs revoke</c>.</summary>
internal sealed class RevokeCommand(Terminal terminal, FolderOptions options)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos certs revoke utgs", "takes back the certificate of utgs; everyone needs the new ca.crl"),
        ("vamos certs revoke --serial 5F3A09C1", "one that is no longer in the folder, by its serial number"),
        ("vamos certs revoke --refresh --next-update 30d", "signs the list anew before it is overdue"),
    ];

    private readonly Argument<string?> _institution = new("institution")
    {
        Description = "Code of the institution whose certificate is taken back.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _serial = new("--serial")
    {
        Description = "Serial number of the certificate in hexadecimal, instead of an institution.",
        HelpName = "hex",
    };

    private readonly Option<bool> _refresh = new("--refresh") { Description = "Revoke nothing, but sign the list anew." };

    private readonly Option<TimeSpan?> _nextUpdate = CommonOptions.Duration(
        "--next-update", "How long the list is current. Afterwards it still counts, but hub and adapters warn. Default: 30d.", TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650));

    public Command Create()
    {
        var command = new DocumentedCommand("revoke", "Takes a certificate back: adds it to the revocation list ca.crl.") { Examples = Examples };
        command.Arguments.Add(_institution);
        foreach (var option in (Option[])[_serial, _refresh, _nextUpdate, options.Directory, options.Json])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var said = new[] { result.GetValue(_institution) is not null, result.GetValue(_serial) is not null, result.GetValue(_refresh) };
            if (said.Count(given => given) != 1)
                result.AddError("Say what to revoke: either an institution, or --serial, or --refresh for nothing.");
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var folder = options.ExistingFolderOf(parsed);
        var validity = parsed.GetValue(_nextUpdate) ?? CertificateFolder.DefaultRevocationValidity;
        var done = parsed.GetValue(_refresh) ? folder.RefreshRevocations(validity)
            : parsed.GetValue(_serial) is { } serial ? folder.RevokeSerial(serial, validity)
            : folder.Revoke(parsed.GetValue(_institution)!, validity);
        Write(done, options.WantsJson(parsed));
        return ExitCode.Ok;
    }

    private void Write(RevokedCertificate done, bool json)
    {
        if (json)
        {
            var number = done.Number.ToString(CultureInfo.InvariantCulture);
            terminal.Output.WriteLine(JsonText.Of(new { done.List, Number = number, done.NextUpdate, done.SerialNumber, done.RevokedAt, done.WasRevoked }));
            return;
        }

        if (done.SerialNumber.Length != 0)
        {
            var already = done.WasRevoked ? "was already revoked, since" : "is revoked since";
            terminal.Output.WriteLine($"The certificate with serial number {done.SerialNumber} {already} {CertificateReport.Until(done.RevokedAt!.Value)}.");
        }

        terminal.Output.WriteLine($"{done.List} is number {done.Number}, current until {CertificateReport.Until(done.NextUpdate)}.");
        terminal.Output.WriteLine("Give it to everyone who trusts this authority, beside their ca.pem: hub, adapters and clients notice it by themselves.");
    }
}

namespace Vamos.Cli.Certs;

using System.Globalization;
using Vamos.Certificates;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

/// <summary>What was done to certificates, and what they are worth.</summary>
internal static class CertificateReport
{
    public static void WriteChanges(Terminal terminal, CertificateFolder folder, IReadOnlyList<CertificateChange> changes, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonText.Of(new { Folder = folder.Path, Changes = changes }));
            return;
        }

        if (changes.Count == 0)
            terminal.Output.WriteLine($"Nothing to do in {folder.Path}: all is there and valid.");
        foreach (var change in changes)
            terminal.Output.WriteLine($"{change.Kind} {folder.CertificatePath(change.Institution)}, valid until {Until(change.NotAfter)}: {change.Reason}.");
    }

    public static void WriteStatus(
        Terminal terminal, CertificateFolder folder, CertificateStatus? authority, IReadOnlyList<CertificateStatus> certificates, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonText.Of(new { Folder = folder.Path, Authority = authority, Certificates = certificates }));
            return;
        }

        var all = authority is null ? certificates : [authority, .. certificates];
        SectionWriter.Write(terminal.Console, Section.Of(
            $"Certificates in {folder.Path}",
            all,
            ("Institution", s => s == authority ? $"{s.Institution} (authority)" : s.Institution),
            ("State", State),
            ("Valid until", s => s.State == CertificateState.Unreadable ? "" : Until(s.NotAfter)),
            ("Callable as", s => string.Join(", ", s.HostNames)),
            ("Key SHA-256", s => s.PublicKeySha256.Length < 16 ? "" : s.PublicKeySha256[..16])));
        if (authority is null)
            terminal.Output.WriteLine($"There is no authority ({folder.AuthorityPath}): `vamos certs init` makes one.");
    }

    private static string State(CertificateStatus status) => status.State switch
    {
        CertificateState.Valid => "valid",
        CertificateState.ExpiresSoon => "expires soon",
        CertificateState.Expired => "expired",
        CertificateState.NotYetValid => "not yet valid",
        CertificateState.NotFromAuthority => "not from this authority",
        CertificateState.WithoutKey => "no key that belongs to it",
        CertificateState.Revoked => $"revoked on {Until(status.RevokedAt!.Value)}",
        CertificateState.WrongInstitution => "names another institution",
        _ => "unreadable",
    };

    public static string Until(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}

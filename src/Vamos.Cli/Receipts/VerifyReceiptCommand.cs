namespace Vamos.Cli.Receipts;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

/// <summary><c>vamos receipt verify</c>: asks nobody.</summary>
internal sealed class VerifyReceiptCommand(Terminal terminal)
{
    public const string KeyFileName = "exchange-log.vkey";

    public static readonly (string, string)[] Examples =
    [
        ("vamos receipt verify r.json", "offline; says what is proven, or the first thing that is wrong (exit code 9)"),
        ("vamos receipt verify r.json --key hub.vkey --response answer.bin", "by a key of one's own, and that this was the answer"),
    ];

    private readonly Argument<string> _file = new("file") { Description = "The receipt, as --receipt or `vamos receipt get` wrote it." };

    private readonly Option<string?> _key = new("--key")
    {
        Description = $"The log's verifier key: a file, or its text name+id+key. Default: {KeyFileName} in the folder of certificates.",
        HelpName = "key",
    };

    private readonly Option<string> _certs = CommonOptions.Certificates(
        terminal, $"Folder with {KeyFileName}, where --key is absent. Environment: VAMOS_CERTS.");

    private readonly Option<string?> _request = Kept("--request", "request");
    private readonly Option<string?> _response = Kept("--response", "response");
    private readonly Option<bool> _json = CommonOptions.Json("Print the finding (and errors, on standard error) as JSON.");

    public Command Create()
    {
        var command = new DocumentedCommand("verify", "Verifies a receipt without the hub.") { Examples = Examples };
        command.Arguments.Add(_file);
        foreach (var option in (Option[])[_key, _certs, _request, _response, _json])
            command.Options.Add(option);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var receipt = Receipt(parsed.GetValue(_file)!);
        var kept = new KeptPayload(Bytes("--request", parsed.GetValue(_request)), Bytes("--response", parsed.GetValue(_response)));
        var finding = ReceiptVerification.Verify(receipt, Keys(parsed), kept);

        if (parsed.GetValue(_json))
            terminal.Output.WriteLine(ReceiptReport.Json(receipt, finding, kept));
        else
            ReceiptReport.Write(terminal, receipt, finding, kept);
        return finding.Valid ? ExitCode.Ok : ExitCode.ReceiptRefused;
    }

    private static Receipt Receipt(string file)
    {
        try
        {
            return ReceiptFile.Parse(Text(Bytes("file", file)!));
        }
        catch (FormatException e)
        {
            throw new UsageException($"{file}: {e.Message}");
        }
    }

    private IReadOnlyCollection<LogVerifierKey> Keys(ParseResult parsed)
    {
        var given = parsed.GetValue(_key);
        var file = given ?? Path.Combine(parsed.GetValue(_certs)!, KeyFileName);
        if (!File.Exists(file) && given is null)
        {
            throw new UsageException(
                $"The key of the log is not at {Path.GetFullPath(file)}. Get it from the hub's operator by a way that you trust, and name it by --key.");
        }

        try
        {
            // after the log got another key, the file holds both, one in each line
            var lines = (File.Exists(file) ? Text(Bytes("--key", file)!) : file)
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.Length == 0 ? throw new FormatException("It is empty.") : [.. lines.Select(LogVerifierKey.Parse)];
        }
        catch (FormatException e)
        {
            throw new UsageException($"--key: {file} is neither a file with a verifier key nor the text of one. {e.Message}");
        }
    }

    private static byte[]? Bytes(string name, string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{name}: {file} cannot be read: {e.Message}");
        }
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static Option<string?> Kept(string name, string message) => new(name)
    {
        Description = $"File with the {message} message that was kept, in its binary form: proves that it was this one.",
        HelpName = "file",
    };
}

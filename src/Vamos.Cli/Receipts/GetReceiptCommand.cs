namespace Vamos.Cli.Receipts;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Trust.Transparency;

/// <summary><c>vamos receipt get</c>.</summary>
internal sealed class GetReceiptCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos receipt get 01a202e0565a7066ba83164e327a0ea5 --as utgs -o r.json", "the receipt of one of our exchanges, by the id that its answer gave"),
    ];

    private readonly HubOptions _hub = new(terminal);
    private readonly Argument<string> _exchange = new("exchange-id") { Description = "Identifier of the exchange, as its answer gave it." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "File to write; standard output when absent.", HelpName = "file" };
    private readonly Option<bool> _json = CommonOptions.Json("Print errors, on standard error, as JSON; a receipt always is.");

    public Command Create()
    {
        var command = new DocumentedCommand("get", "Fetches the receipt of one of our exchanges.") { Examples = Examples };
        _exchange.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("exchange-id: must not be empty.");
        });
        command.Arguments.Add(_exchange);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _output, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var receipt = await connection.Receipts.GetAsync(parsed.GetValue(_exchange)!, cancellation);
        if (parsed.GetValue(_output) is { } file)
            Write(file, () => ReceiptFile.Write(file, receipt));
        else
            terminal.Output.Write(ReceiptFile.Format(receipt));
        return ExitCode.Ok;
    }

    private void Write(string file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--output: {file} cannot be written: {e.Message}");
        }

        terminal.Error.WriteLine($"The receipt is in {file}; `vamos receipt verify {file}` verifies it.");
    }
}

namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips status</c>.</summary>
internal sealed class ProtectionStatusCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips status 99000004 --as utgs", "what she and her household are protected by, where the gaps are, and which institution's facts say so"),
        ("vamos fips status 99000004 --as utgs --json", "for scripts"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();
    private readonly Option<bool> _json = CommonOptions.Json("Print the status (and errors, on standard error) as JSON.");

    public ProtectionStatusCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("status", "Shows what a person and the household are protected by, and where the gaps are.")
        {
            Examples = Examples,
        };
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var answer = await connection.Forms.GetProtectionStatusAsync(parsed.GetValue(_cedula)!, cancellationToken: cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(new GetProtectionStatusResponse { Status = answer.Status }, answer.ExchangeId));
        else
            ProtectionReport.Write(_terminal.Console, answer);

        // On standard error, so that it is seen even when the answer goes to a file.
        if (answer.Missing.Count != 0)
        {
            var missing = answer.Missing.Select(source => SectionWriter.Plain($"{source.Institution} {Wording.State(source.State)}"));
            _terminal.Error.WriteLine($"Not everything can be told: {string.Join("; ", missing)}.");
        }

        return ExitCode.Ok;
    }
}

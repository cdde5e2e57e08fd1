namespace Vamos.Cli.Beneficiaries;

using System.CommandLine;
using Spectre.Console;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Beneficiaries;
using Vamos.Common.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos beneficiary incompatibilities</c>.</summary>
internal sealed class IncompatibilitiesCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos beneficiary incompatibilities 99000002 --as utgs", "benefits that she may not hold together, each with its legal basis"),
        ("vamos beneficiary incompatibilities 99000002 --as-of 2023-06-30 --json", "by the rules of a day, for scripts"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();
    private readonly Option<DateOnly?> _asOf = CommonOptions.Day("--as-of", "Apply the rules of this day, written 2026-03-31. Default: today.");
    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    public IncompatibilitiesCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("incompatibilities", "Finds benefits of a person that may not be held together.") { Examples = Examples };
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[_asOf, .. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var options = new IncompatibilityOptions { AsOf = parsed.GetValue(_asOf) is { } day ? Date.From(day) : null };
        var answer = await connection.Beneficiaries.FindIncompatibilitiesAsync(parsed.GetValue(_cedula)!, options, cancellation);
        if (parsed.GetValue(_json))
            _terminal.Output.WriteLine(JsonText.Of(
                new FindIncompatibilitiesResponse { Incompatibilities = { answer.Incompatibilities }, Sources = { answer.Sources } }, answer.ExchangeId));
        else
            Write(answer);

        // On standard error, so that it is seen even when the answer goes to a file.
        if (answer.Missing.Count != 0)
        {
            var missing = answer.Missing.Select(source => SectionWriter.Plain($"{source.Institution} {Wording.State(source.State)}"));
            _terminal.Error.WriteLine($"There may be more: {string.Join("; ", missing)}.");
        }

        return ExitCode.Ok;
    }

    private void Write(IncompatibilityAnswer answer)
    {
        if (answer.Incompatibilities.Count == 0)
            _terminal.Console.Write(new Text("No incompatibility is known.\n\n"));
        foreach (var found in answer.Incompatibilities)
        {
            SectionWriter.Write(_terminal.Console, Section.OfFacts(
                found.Description.Length == 0 ? found.RuleCode : found.Description,
                ("Rule", found.RuleCode),
                ("Legal basis", found.LegalBasis),
                ("Programmes", string.Join(", ", found.ProgrammeCodes))));
            SectionWriter.Write(_terminal.Console, Section.Of(
                "", found.Facts, ("Fact", f => f.Summary), ("Kind", f => Wording.Of(f.Kind)), ("From", f => Wording.Origin(f.Provenance))));
        }

        SectionWriter.Write(_terminal.Console, SourceSections.Of(answer.Sources));
        if (answer.ExchangeId.Length != 0)
            _terminal.Console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }
}

namespace Vamos.Cli.Beneficiaries;

using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Receipts;
using Vamos.Cli.Reports;
using Vamos.Clients.Beneficiaries;
using Vamos.Common.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos beneficiary get</c>.</summary>
internal sealed class GetBeneficiaryCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos beneficiary get 99000004 --as utgs", "who she is, her programmes, her household, and which institution said so"),
        ("vamos beneficiary get A-99.000.010", "letters and dots as people write them"),
        ("vamos beneficiary get 99000004 --json --read-mask person,enrollments", "for scripts, and only what is needed"),
        ("vamos beneficiary get 99000002 --purpose eligibility-assessment --case-id EXP-2026-17 --max-age 0",
            "with purpose and case, asking every institution anew"),
        ("vamos beneficiary get 99000004 --receipt r.json", "and keeps the proof of the exchange, for `vamos receipt verify r.json`"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<NationalId?> _cedula = CommonOptions.Cedula();

    private readonly Option<FieldMask?> _readMask = new("--read-mask")
    {
        Description = "Only these fields, separated by commas; institutions that hold none of them are not asked. "
            + $"Fields: {string.Join(", ", Fields)}.",
        HelpName = "fields",
        CustomParser = ParseMask,
    };

    private readonly Option<TimeSpan?> _maxAge = CommonOptions.Duration(
        "--max-age",
        "Greatest age of an answer kept from before; 0 asks the institutions anew. Left to the agreement when absent.",
        TimeSpan.Zero,
        TimeSpan.FromDays(3650));

    private readonly Option<string?> _receipt = new("--receipt")
    {
        Description = "After the answer, write the receipt of the exchange to this file: the proof of what was asked and released.",
        HelpName = "file",
    };

    private readonly Option<bool> _json = CommonOptions.Json("Print the answer (and errors, on standard error) as JSON.");

    public GetBeneficiaryCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    private static IEnumerable<string> Fields => Beneficiary.Descriptor.Fields.InFieldNumberOrder().Select(f => f.Name);

    public Command Create()
    {
        var command = new DocumentedCommand("get", "Looks a person up across all institutions.") { Examples = Examples };
        command.Arguments.Add(_cedula);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _readMask, _maxAge, _receipt, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var id = parsed.GetValue(_cedula)!;
        using var connection = _hub.Open(parsed);
        var answer = await connection.Beneficiaries.GetAsync(
            id, new LookupOptions { ReadMask = parsed.GetValue(_readMask), MaxAge = parsed.GetValue(_maxAge) }, cancellation);

        if (parsed.GetValue(_json))
        {
            _terminal.Output.WriteLine(JsonText.Of(new GetBeneficiaryResponse { Beneficiary = answer.Beneficiary }, answer.ExchangeId));
        }
        else
        {
            BeneficiaryReport.Write(_terminal.Console, id, answer, DateOnly.FromDateTime(_terminal.Time.GetLocalNow().DateTime));
            SayWhatTheAgreementLeavesOut(parsed, answer);
        }

        Warn(id, answer);
        if (parsed.GetValue(_receipt) is { } file)
            await KeptReceipt.SaveAsync(connection, answer.ExchangeId, file, _terminal.Error, cancellation);
        return answer.IsFound ? ExitCode.Ok : ExitCode.Incomplete;
    }

    // Absent facts look alike whether nobody has them or the agreement withholds them.
    private void SayWhatTheAgreementLeavesOut(ParseResult parsed, BeneficiaryAnswer answer)
    {
        var notAsked = answer.Beneficiary.Sources.Where(source => source.State == SourceState.NotAsked)
            .Select(source => SectionWriter.Plain(source.Detail.Length == 0 ? source.Institution : $"{source.Institution} ({source.Detail.TrimEnd('.')})"))
            .ToArray();
        if (notAsked.Length != 0)
            _terminal.Error.WriteLine($"Not asked: {string.Join("; ", notAsked)}.");
        if (parsed.GetValue(_readMask) is null)
        {
            _terminal.Error.WriteLine(
                $"Shown under an agreement; `vamos agreements explain --as {_hub.InstitutionOf(parsed)} GetBeneficiary` says what it grants.");
        }
    }

    // On standard error, so that it is seen even when the answer goes to a file.
    private void Warn(NationalId id, BeneficiaryAnswer answer)
    {
        var missing = string.Join("; ", answer.Missing.Select(source => SectionWriter.Plain($"{source.Institution} {Wording.State(source.State)}")));
        if (!answer.IsFound)
        {
            _terminal.Error.WriteLine(missing.Length == 0
                ? $"Nobody is known with the cédula {id.ToText()}, but no institution was asked: none holds what was wanted and the agreement covers."
                : $"Whether somebody has the cédula {id.ToText()} is not known: no institution that answered knows the number, "
                    + $"but not all answered ({missing}).");
        }
        else if (missing.Length != 0)
        {
            _terminal.Error.WriteLine($"The answer is incomplete: {missing}.");
        }
    }

    private static FieldMask? ParseMask(ArgumentResult result)
    {
        var mask = new FieldMask();
        mask.Paths.AddRange(CommonOptions.Token(result).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        foreach (var path in mask.Paths.Where(path => !FieldMask.IsValid<Beneficiary>(path)))
        {
            result.AddError(
                $"read_mask: '{SectionWriter.Plain(path)}' is not a field of Beneficiary. Write some of {string.Join(", ", Fields)}, "
                + "or fields within them, for example person.name.");
        }

        if (mask.Paths.Count == 0)
            result.AddError("read_mask: names no field.");
        return mask;
    }
}

namespace Vamos.Cli.Fips;

using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients;
using Vamos.Clients.Fips;
using Vamos.Exchange.V1;
using Vamos.Fips.Documents;
using Vamos.Fips.V1;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips submit</c>.</summary>
internal sealed class SubmitFormsCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips submit form.yaml --as mds", "stores a form, or the new version of one; a refused one is shown with everything that is wrong"),
        ("vamos fips submit *.json --as mds --json", "for scripts, one JSON object for each form"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;

    private readonly FormFiles _files = new();

    private readonly Option<bool> _json = CommonOptions.Json(
        "Print what became of each form as JSON, one object in each line (and errors, on standard error).");

    public SubmitFormsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal, Purpose.HouseholdRegistration);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("submit", "Stores household forms. The same form again is stored once.") { Examples = Examples };
        command.Arguments.Add(_files.Argument);
        foreach (var option in (IEnumerable<Option>)[.. _hub.All, _json])
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(_json);
        using var connection = _hub.Open(parsed);
        var allStored = true;
        foreach (var (file, entry) in _files.Read(parsed))
            allStored &= await SubmitAsync(connection, FormNaming.Name(file, entry), entry, json, cancellation);

        return allStored ? ExitCode.Ok : ExitCode.DocumentsRefused;
    }

    private async Task<bool> SubmitAsync(VamosConnection connection, string name, FormEntry entry, bool json, CancellationToken cancellation)
    {
        if (entry.Form is null)
            return Refuse(name, json, "cannot be read", [.. entry.Findings.Select(finding => (finding.Path, finding.Message))], "");
        try
        {
            var stored = await connection.Forms.SubmitAsync(entry.Form, FormNaming.RequestId(entry.Form), cancellationToken: cancellation);
            Tell(name, json, stored);
            return true;
        }
        catch (VamosException e) when (e is InvalidRequestException or ChangedMeanwhileException)
        {
            var why = e is InvalidRequestException ? "refused" : e.Message;
            return Refuse(name, json, why, [.. e.Fields.Select(field => (field.Field, field.Description))], e.ExchangeId);
        }
    }

    private void Tell(string name, bool json, StoredForm stored)
    {
        if (json)
        {
            var response = new SubmitFormResponse { Form = stored.Form, Warnings = { stored.Warnings } };
            var answer = JsonNode.Parse(JsonFormatter.Default.Format(response))!.AsObject();
            answer["file"] = name;
            answer["exchangeId"] = stored.ExchangeId;
            _terminal.Output.WriteLine(answer.ToJsonString(FormNaming.OneLine));
            return;
        }

        var form = stored.Form;
        var index = form.QualityOfLifeIndex is null ? "" : $"; ICV {FormReport.Index(form.QualityOfLifeIndex)}";
        _terminal.Output.WriteLine(SectionWriter.Plain(
            $"{name}: stored as form {form.FormId}, version {form.Version}, household {form.HouseholdId}{index}."));
        foreach (var warning in stored.Warnings)
            _terminal.Output.WriteLine(SectionWriter.Plain($"  look again at {warning.Field}: {warning.Message} [{warning.RuleCode}]"));
    }

    private bool Refuse(string name, bool json, string why, IReadOnlyList<(string Field, string Description)> violations, string exchange)
    {
        if (json)
        {
            var fields = new JsonArray([.. violations.Select(v => (JsonNode)new JsonObject { ["field"] = v.Field, ["description"] = v.Description })]);
            var told = new JsonObject { ["file"] = name, ["error"] = new JsonObject { ["message"] = why, ["fields"] = fields }, ["exchangeId"] = exchange };
            _terminal.Output.WriteLine(told.ToJsonString(FormNaming.OneLine));
            return false;
        }

        var count = violations.Count switch { 0 => ".", 1 => ", for 1 reason:", _ => $", for {violations.Count} reasons:" };
        _terminal.Error.WriteLine(SectionWriter.Plain($"{name}: {why.TrimEnd('.')}{count}"));
        foreach (var (field, description) in violations)
            _terminal.Error.WriteLine(SectionWriter.Plain($"  {field}: {description}"));
        if (exchange.Length != 0)
            _terminal.Error.WriteLine($"Exchange {exchange}");
        return false;
    }
}

namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Fips;
using Vamos.Common.V1;
using Vamos.Fips.Documents;
using Option = System.CommandLine.Option;

/// <summary><c>vamos fips get</c>.</summary>
internal sealed class GetFormCommand
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips get --person 99000004 --as mds", "the household that she belongs to, its index point by point, and where its forms disagree"),
        ("vamos fips get FORM_ID --version 1 --as mds", "a form as it was stored first"),
        ("vamos fips get --person 99000004 --as mds --yaml > form.yaml", "to change something and submit it again"),
    ];

    private readonly Terminal _terminal;
    private readonly HubOptions _hub;
    private readonly Argument<string?> _form = new("form_id") { Description = "Identifier of the form.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<NationalId?> _person = CommonOptions.Person("--person", "Instead of a form: the household of the person with this cédula.");

    private readonly Option<long> _version = new("--version")
    {
        Description = "Version of the form, counted from 1. Default: the latest.",
        HelpName = "number",
    };

    private readonly Option<bool> _yaml = new("--yaml") { Description = "Print the form as YAML, as `vamos fips submit` reads it." };

    private readonly Option<bool> _json = CommonOptions.Json(
        "Print the form as JSON, as `vamos fips submit` reads it (and errors, on standard error, as JSON).");

    public GetFormCommand(Terminal terminal)
    {
        _terminal = terminal;
        _hub = new HubOptions(terminal);
    }

    public Command Create()
    {
        var command = new DocumentedCommand("get", "Shows a household form, with its index and its conflicts.") { Examples = Examples };
        command.Arguments.Add(_form);
        foreach (var option in (IEnumerable<Option>)[_person, _version, .. _hub.All, _json, _yaml])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var (byForm, byPerson) = (result.GetResult(_form) is { Tokens.Count: > 0 }, result.GetResult(_person) is not null);
            if (byForm == byPerson)
                result.AddError("Say which form: its form_id, or --person with a cédula.");
            if (byPerson && result.GetResult(_version) is { Implicit: false })
                result.AddError("--version: is for a form by its form_id; a person has the current view of the household.");
            if (result.GetResult(_json) is { Implicit: false } && result.GetResult(_yaml) is { Implicit: false })
                result.AddError("--json and --yaml exclude each other.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var connection = _hub.Open(parsed);
        var answer = parsed.GetValue(_person) is { } person
            ? await connection.Forms.GetOfPersonAsync(person, cancellationToken: cancellation)
            : await connection.Forms.GetAsync(parsed.GetValue(_form)!, parsed.GetValue(_version), cancellationToken: cancellation);
        if (parsed.GetValue(_json) || parsed.GetValue(_yaml))
            WriteDocument(answer, parsed.GetValue(_yaml));
        else
            FormReport.Write(_terminal.Console, answer, DateOnly.FromDateTime(_terminal.Time.GetLocalNow().DateTime));
        return ExitCode.Ok;
    }

    // nothing but the form, so that it can go back as it came
    private void WriteDocument(FormAnswer answer, bool yaml)
    {
        _terminal.Output.Write(yaml ? FormDocument.Yaml(answer.Form) : FormDocument.Json(answer.Form));
        if (answer.ExchangeId.Length != 0)
            _terminal.Error.WriteLine($"Exchange {answer.ExchangeId}");
    }
}

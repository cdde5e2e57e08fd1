namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Fips.V1;
using Vamos.Trust.Agreements;

/// <summary><c>vamos fips validate</c>.</summary>
internal sealed class ValidateCommand(Terminal terminal)
{
    public static readonly (string, string)[] Examples =
    [
        ("vamos fips validate ficha.yaml", "every rule that the form breaks, as the hub would tell it; nothing is sent"),
        ("vamos fips validate fichas.jsonl --json", "the same of a file with a form in each line, for scripts"),
    ];

    private readonly FormFiles _files = new();
    private readonly Option<bool> _json = CommonOptions.Json("Print the result (and errors, on standard error) as JSON.");

    public Command Create()
    {
        var command = new DocumentedCommand("validate", "Checks forms by the published rules, offline.") { Examples = Examples };
        command.Arguments.Add(_files.Argument);
        command.Options.Add(_json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var today = AgreementCalendar.Today(terminal.Time);
        var forms = _files.Read(parsed).Select(read => CheckedForm.Of(read.File, read.Entry, today));
        var refused = parsed.GetValue(_json) ? WriteJson(forms) : Write(forms);
        return refused == 0 ? ExitCode.Ok : ExitCode.DocumentsRefused;
    }

    /// <summary>Tells each form as it is read, however many there are.</summary>
    /// <returns>How many cannot be stored.</returns>
    private int Write(IEnumerable<CheckedForm> forms)
    {
        var (all, refused, doubtful) = (0, 0, 0);
        foreach (var form in forms)
        {
            all++;
            if (!form.CanBeStored)
                refused++;
            else if (!form.IsSound)
                doubtful++;
            Tell(form);
        }

        var count = all == 1 ? "1 form" : $"{all} forms";
        terminal.Output.WriteLine($"{count}: {all - refused - doubtful} without a fault, {doubtful} with warnings only, {refused} that cannot be stored.");
        return refused;
    }

    private void Tell(CheckedForm form)
    {
        foreach (var finding in form.Findings)
            terminal.Output.WriteLine(SectionWriter.Plain($"{form.File}:{finding.Line}: error: {finding.Path} {finding.Message}"));
        SectionWriter.Write(terminal.Console, Section.Of(
            $"{form.File}, form {form.Number} at line {form.Line}",
            form.Violations,
            ("", v => v.Severity == ViolationSeverity.Error ? "error" : "warning"),
            ("Field", v => v.Field),
            ("What is wrong", v => v.Message),
            ("Rule", v => v.RuleCode)));
    }

    private int WriteJson(IEnumerable<CheckedForm> forms)
    {
        var all = forms.ToList();
        terminal.Output.WriteLine(JsonText.Of(new
        {
            Forms = all.Select(form => new
            {
                form.File,
                form.Number,
                form.Line,
                form.CanBeStored,
                Findings = form.Findings.Select(f => new { f.Line, Field = f.Path, f.Message }),
                Violations = form.Violations.Select(v => new { v.RuleCode, v.Severity, v.Field, v.Message }),
            }),
        }));
        return all.Count(form => !form.CanBeStored);
    }
}

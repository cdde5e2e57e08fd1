namespace Vamos.Cli.Fips.Import;

using System.Text;
using Vamos.Contracts.Errors;
using Vamos.Fips.Documents;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

/// <summary>
/// What an import could not use, to be corrected and imported again: why, and the lines of tables as they stood; or the forms, one in each line,
/// where they came as documents.
/// </summary>
internal sealed class Quarantine(string folder, string file, DateOnly today) : IDisposable
{
    private const string Forms = "fichas.jsonl";

    private readonly QuarantineFile _lines = new(folder);

    /// <summary>Where the reasons stand.</summary>
    public string ReasonsPath => _lines.ReasonsPath;

    /// <summary>Sets aside what could not be read.</summary>
    public void Add(ReadForm unreadable) => _lines.Add(unreadable);

    /// <summary>Sets aside a form that the hub would not read: its message is too large.</summary>
    public void AddTooLarge(ReadForm read, long number) => Add(read, number, [("", "la ficha es demasiado grande")]);

    /// <summary>Sets aside a form that the hub refused.</summary>
    public void Add(ReadForm read, long number, ImportFailure failure)
    {
        Add(read, number, Problem.FromStatus(failure.Error) switch
        {
            { Fields.Count: > 0 } told => told.Fields.Select(field => (field.Field, field.Description)),
            { } told => [("", told.Localized)],
            // of very many it tells no details; the rules are the same here
            null => FormValidator.Validate(read.Form!, today)
                .Where(violation => violation.Severity == ViolationSeverity.Error)
                .Select(violation => ($"form.{violation.Field}", violation.Message))
                .DefaultIfEmpty(("", failure.Error.Message)),
        });
    }

    /// <summary>What has been set aside is in the files from here on.</summary>
    public void Flush() => _lines.Flush();

    public void Dispose() => _lines.Dispose();

    private void Add(ReadForm read, long number, IEnumerable<(string Column, string Reason)> why)
    {
        var (name, line) = read.Lines.Count == 0 ? (Path.GetFileName(file), number) : (Path.GetFileName(read.Lines[0].File), read.Lines[0].Line);
        _lines.Add(read.Lines, [.. why.Select(flaw => new RowFlaw(name, line, flaw.Column, flaw.Reason))]);
        if (read.Lines.Count == 0)
            File.AppendAllText(Path.Combine(folder, Forms), FormDocument.JsonLine(read.Form!) + "\n", new UTF8Encoding(false));
    }
}

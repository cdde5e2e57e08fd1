namespace Vamos.Adapters.Drops;

using System.Globalization;
using Vamos.Adapter.V1;
using Vamos.Translation.Delimited;

/// <summary>One line of a nightly file while it is translated, and what became of it.</summary>
public sealed class DropRecord : DelimitedRecord
{
    private readonly DropLayout _layout;
    private readonly string _file;
    private readonly Func<DropRow?> _translate;

    internal DropRecord(DropLayout layout, DelimitedReader line, string file, string part)
        : base(layout.Text, line)
    {
        _layout = layout;
        _file = file;
        _translate = () => layout.Translate(this);
        Part = part;
    }

    /// <summary>The part of the file's name; empty when it has none.</summary>
    public string Part { get; }

    /// <summary>
    /// What the line has in common with others, as soon as the translation can tell; a line that is set aside is then missed in its group as well.
    /// </summary>
    public string Group { get; set; } = "";

    internal string Key => string.Create(CultureInfo.InvariantCulture, $"line {Line}");

    /// <summary>Translates the current line; null when it must be set aside for <see cref="TakeIssues"/>.</summary>
    internal DropRow? Translate()
    {
        Group = "";
        return Translate(_translate);
    }

    /// <summary>What was noted about the current line; the record is free for the next one.</summary>
    internal IReadOnlyList<RecordIssue> TakeIssues() =>
    [
        .. TakeFlaws().Select(flaw => new RecordIssue
        {
            RecordSource = _file,
            RecordKey = Key,
            Field = flaw.Column,
            Reason = flaw.Reason,
            Kind = _layout.IssueKind,
        }),
    ];
}

namespace Vamos.Adapters.Drops;

using System.Globalization;
using System.Text;
using Vamos.Adapter.V1;
using Vamos.Common.V1;
using Vamos.Translation.Delimited;
using Vamos.Translation;

/// <summary>
/// One line of a nightly file while it is translated. Notes every field that cannot be, and goes on, so that all of them are reported at once. The
/// same object serves all lines of a file, one after the other.
/// </summary>
public sealed class DropRecord
{
    private readonly DropLayout _layout;
    private readonly DelimitedReader _line;
    private readonly string _file;
    private List<RecordIssue> _issues = [];

    internal DropRecord(DropLayout layout, DelimitedReader line, string file, string part)
    {
        _layout = layout;
        _line = line;
        _file = file;
        Part = part;
    }

    /// <summary>The part of the file's name; empty when it has none.</summary>
    public string Part { get; }

    /// <summary>Number of the line in the file, counted from 1.</summary>
    public long Line => _line.Line;

    /// <summary>
    /// What the line has in common with others, as soon as the translation can tell; a line that is set aside is then missed in its group as well.
    /// </summary>
    public string Group { get; set; } = "";

    /// <summary>The first person whom the translation could read in this line, so that a line that is set aside is missed where it belongs.</summary>
    internal NationalId? Subject { get; private set; }

    internal bool IsSound => _issues.Count == 0;

    internal string Key => string.Create(CultureInfo.InvariantCulture, $"line {Line}");

    /// <summary>The person whom the line is about; null when it names none, or none that can be read.</summary>
    /// <param name="column">The number, with or without its letter.</param>
    /// <param name="letterColumn">The column of the letter, where it has one of its own.</param>
    public NationalId? Cedula(string column, string? letterColumn = null)
    {
        var field = Field(column);
        var id = letterColumn is null && IsPlainNumber(field)
            ? new NationalId { Number = Encoding.ASCII.GetString(field) }
            : Take(column, CedulaText.Translate(Text(column), letterColumn is null ? null : Text(letterColumn)));
        Subject ??= id;
        return id;
    }

    /// <summary>The person whom the line is about; a line that names nobody is set aside.</summary>
    public NationalId? RequiredCedula(string column, string? letterColumn = null)
    {
        var id = Cedula(column, letterColumn);
        if (id is null && IsSound)
            Note(column, "missing, so nobody can tell whom the line is about");
        return id;
    }

    /// <summary>A field as it stands, without blanks around it; null when it is empty. Not for names: see <see cref="Name"/>.</summary>
    public string? Text(string column)
    {
        var text = Encoding.Latin1.GetString(Field(column)).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>A name or other words for people, in the file's encoding; empty when there are none.</summary>
    public string Name(string column)
    {
        var field = Field(column);
        if (_layout.Encoding == DropEncoding.Latin1)
            return Take(column, LegacyName.Translate(field)) ?? "";
        return string.Join(' ', Encoding.UTF8.GetString(field).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A date; null when the file says nothing.</summary>
    public Date? Date(string column) => Take(column, LegacyDate.Translate(Text(column)));

    /// <summary>An amount in guaraníes; null when the file says nothing.</summary>
    public long? Money(string column) => Take(column, LegacyMoney.Translate(Text(column)));

    /// <summary>A whole number; null when the file says nothing.</summary>
    public long? Number(string column)
    {
        var text = Text(column);
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Note(column, "not a whole number");
        return null;
    }

    /// <summary>Notes that a field cannot be translated. The reason must not quote it.</summary>
    public void Note(string column, string reason)
    {
        if (_issues.All(issue => issue.Field != column))
            _issues.Add(new RecordIssue { RecordSource = _file, RecordKey = Key, Field = column, Reason = reason, Kind = _layout.IssueKind });
    }

    /// <summary>The value of a translation; the reason why there is none is noted.</summary>
    public T Take<T>(string column, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(column, reason);
        return translated.Value;
    }

    /// <summary>Translates a number by a list of codes.</summary>
    public T Code<T>(string column, Func<long?, Translated<T>> translate) => Take(column, translate(Number(column)));

    /// <summary>Translates the current line; null when it must be set aside for <see cref="TakeIssues"/>.</summary>
    internal DropRow? Translate()
    {
        Subject = null;
        Group = "";
        if (_line.Flaw is { } flaw)
            Note("", flaw);
        else if (_line.Count != _layout.Columns.Count)
            Note("", string.Create(CultureInfo.InvariantCulture, $"{_line.Count} columns instead of {_layout.Columns.Count}"));
        else
            return TranslateFields();
        return null;
    }

    /// <summary>What was noted about the current line; the record is free for the next one.</summary>
    internal IReadOnlyList<RecordIssue> TakeIssues()
    {
        var issues = _issues;
        _issues = [];
        return issues;
    }

    private DropRow? TranslateFields()
    {
        for (var i = 0; i < _layout.Columns.Count; i++)
        {
            var column = _layout.Columns[i];
            var field = _line.Field(i);
            if (field.Length > column.MaxLength)
                Note(column.Name, string.Create(CultureInfo.InvariantCulture, $"longer than {column.MaxLength} bytes"));
            else if (DropText.HasOddBytes(field, _layout.Encoding))
                Note(column.Name, "a byte that is no character of text");
            else if (column.Check is { } check && check(Encoding.Latin1.GetString(field).Trim()) is { } flaw)
                Note(column.Name, flaw);
        }

        try
        {
            var row = _layout.Translate(this);
            return IsSound ? row : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A line that its translation did not foresee keeps no other out. Not the message: it may quote the line.
            Note("", $"its translation failed ({e.GetType().Name})");
            return null;
        }
    }

    private ReadOnlySpan<byte> Field(string column) => _line.Field(_layout.PositionOf(column));

    // Nine of ten cédulas; the others need the rules.
    private static bool IsPlainNumber(ReadOnlySpan<byte> field) =>
        field.Length is > 0 and <= NationalId.MaxDigits && field[0] != (byte)'0' && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}

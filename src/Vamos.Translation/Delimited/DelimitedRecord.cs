namespace Vamos.Translation.Delimited;

using System.Globalization;
using System.Text;
using Vamos.Common.V1;

/// <summary>
/// One line of a delimited file while it is translated. Notes every field that cannot be, and goes on, so that all of them are reported at once. The
/// same object serves all lines of a file, one after the other.
/// </summary>
public class DelimitedRecord(DelimitedLayout layout, DelimitedReader line)
{
    private List<FieldFlaw> _flaws = [];

    /// <summary>Number of the line in the file, counted from 1.</summary>
    public long Line => line.Line;

    /// <summary>Whether nothing was noted about the line.</summary>
    public bool IsSound => _flaws.Count == 0;

    /// <summary>The first person whom the translation could read in this line.</summary>
    public NationalId? Subject { get; private set; }

    /// <summary>The person whom the line is about; null when it names none, or none that can be read.</summary>
    /// <param name="column">The number, with or without its letter.</param>
    /// <param name="letterColumn">The column of the letter, where it has one of its own.</param>
    public NationalId? Cedula(string column, string? letterColumn = null)
    {
        var field = Field(column);
        var id = IsPlainNumber(field) && (letterColumn is null || Field(letterColumn).IsEmpty)
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
        var field = Field(column);
        if (field.IsEmpty)
            return null;
        var text = Encoding.Latin1.GetString(field).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>A name or other words for people, in the file's encoding; empty when there are none.</summary>
    public string Name(string column)
    {
        var field = Field(column);
        if (field.IsEmpty)
            return "";
        if (layout.Encoding == DelimitedEncoding.Latin1)
            return Take(column, LegacyName.Translate(field)) ?? "";
        return string.Join(' ', Encoding.UTF8.GetString(field).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A date; null when the file says nothing.</summary>
    public Date? Date(string column) => Take(column, LegacyDate.Translate(Text(column)));

    /// <summary>A date of which day, month and year have a column each.</summary>
    public Date? Date(string day, string month, string year)
    {
        var (d, m, y) = (Number(day) ?? 0, Number(month) ?? 0, Number(year) ?? 0);
        return d is >= 0 and <= 99 && m is >= 0 and <= 99 && y is >= 0 and <= 9999
            ? Take(year, LegacyDate.Of((int)y, (int)m, (int)d))
            : Take(year, Translated<Date?>.Not("not a known form of date"));
    }

    /// <summary>The INE code of a district of which department and district have a column each, by the electoral body's codes.</summary>
    public string District(string department, string district)
    {
        if (Number(department) is not { } first || Number(district) is not { } second)
        {
            Note(district, "missing, so nobody can tell the district");
            return "";
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"{first:00}{second:00}");
        return Take(district, ElectoralTerritory.DistrictOf(code)) ?? "";
    }

    /// <summary>An amount in guaraníes; null when the file says nothing.</summary>
    public long? Money(string column) => Take(column, LegacyMoney.Translate(Text(column)));

    /// <summary>A whole number; null when the file says nothing.</summary>
    public long? Number(string column)
    {
        var field = Field(column);
        if (field.IsEmpty)
            return null;
        // Without a text of it: most fields of most files are small numbers.
        if (!field.ContainsAnyExceptInRange((byte)'0', (byte)'9') && long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
            return plain;
        if (Text(column) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Note(column, "not a whole number");
        return null;
    }

    /// <summary>Translates a number by a list of codes.</summary>
    public T Code<T>(string column, Func<long?, Translated<T>> translate) => Take(column, translate(Number(column)));

    /// <summary>The value of a translation; the reason why there is none is noted.</summary>
    public T Take<T>(string column, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(column, reason);
        return translated.Value;
    }

    /// <summary>Notes that a field cannot be translated. The reason must not quote it.</summary>
    public void Note(string column, string reason)
    {
        if (_flaws.All(flaw => flaw.Column != column))
            _flaws.Add(new FieldFlaw(column, reason));
    }

    /// <summary>Translates the current line; the default when it must be set aside for <see cref="TakeFlaws"/>.</summary>
    public T? Translate<T>(Func<T> translate)
    {
        Subject = null;
        if (!IsWhole())
            return default;
        CheckFields();
        try
        {
            var value = translate();
            return IsSound ? value : default;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A line that its translation did not foresee keeps no other out. Not the message: it may quote the line.
            Note("", $"its translation failed ({e.GetType().Name})");
            return default;
        }
    }

    /// <summary>What was noted about the current line; the record is free for the next one.</summary>
    public IReadOnlyList<FieldFlaw> TakeFlaws()
    {
        if (_flaws.Count == 0)
            return [];
        var flaws = _flaws;
        _flaws = [];
        return flaws;
    }

    /// <summary>Whether the line could be read and has the columns that it should have; what is wrong is noted.</summary>
    public bool IsWhole()
    {
        if (line.Flaw is { } flaw)
            Note("", flaw);
        else if (line.Count != layout.Columns.Count)
            Note("", string.Create(CultureInfo.InvariantCulture, $"{line.Count} columns instead of {layout.Columns.Count}"));
        else
            return true;
        return false;
    }

    private void CheckFields()
    {
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            var column = layout.Columns[i];
            var field = line.Field(i);
            if (field.Length > column.MaxLength)
                Note(column.Name, string.Create(CultureInfo.InvariantCulture, $"longer than {column.MaxLength} bytes"));
            else if (DelimitedText.HasOddBytes(field, layout.Encoding))
                Note(column.Name, "a byte that is no character of text");
            else if (column.Check is { } check && check(Encoding.Latin1.GetString(field).Trim()) is { } flaw)
                Note(column.Name, flaw);
        }
    }

    private ReadOnlySpan<byte> Field(string column) => line.Field(layout.PositionOf(column));

    // Nine of ten cédulas; the others need the rules.
    private static bool IsPlainNumber(ReadOnlySpan<byte> field) =>
        field.Length is > 0 and <= NationalId.MaxDigits && field[0] != (byte)'0' && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}

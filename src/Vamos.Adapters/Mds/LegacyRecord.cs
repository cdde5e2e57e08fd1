namespace Vamos.Adapters.Mds;

using System.Data.Common;
using System.Globalization;
using Vamos.Adapter.V1;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One legacy row while it is translated. Notes every field that cannot be, and goes on, so that all of them are reported at once.</summary>
internal sealed class LegacyRecord(DbDataReader row, MdsTable table)
{
    private readonly List<RecordIssue> _issues = [];

    public string Key { get; } = Convert.ToString(row.GetValue(row.GetOrdinal(table.Key)), CultureInfo.InvariantCulture)!;

    public IReadOnlyList<RecordIssue> Issues => _issues;

    /// <summary>The person whom the row is about; null when it names none, or none that can be read.</summary>
    public NationalId? Cedula()
    {
        var id = Take("numero_cedula", CedulaText.Translate(Text("numero_cedula"), Text("letra_cedula")));
        if (id is not null && Text(CedulaKey.Column) != CedulaKey.Of(id))
            Note("numero_cedula", "written in a way that lookups do not find");
        return id;
    }

    public PersonName PersonName() => new()
    {
        FirstGivenName = Name("primer_nombre"),
        OtherGivenNames = Name("segundo_nombre"),
        FirstSurname = Name("primer_apellido"),
        SecondSurname = Name("segundo_apellido"),
        MarriedSurname = Name("apellido_casada"),
    };

    /// <summary>Text that is kept as bytes of Latin-1, or that the database has decoded already; empty for NULL.</summary>
    public string Name(string column) => Value(column) switch
    {
        null => "",
        byte[] bytes => Take(column, LegacyName.Translate(bytes)) ?? "",
        string text => Take(column, LegacyName.Translate(text)) ?? "",
        _ => Take(column, Translated<string>.Not("not bytes of text")) ?? "",
    };

    public Date? Date(string column) => Take(column, LegacyDate.Translate(Text(column)));

    public long? Money(string column) => Take(column, LegacyMoney.Translate(Text(column)));

    public bool? YesNo(string column) => Take(column, LegacyCodes.YesNo(Number(column)));

    public bool Flag(string column) => Take(column, LegacyCodes.Flag(Number(column)));

    /// <summary>Translates a number by a list of codes.</summary>
    public T Code<T>(string column, Func<long?, Translated<T>> translate) => Take(column, translate(Number(column)));

    /// <summary>Text, or what can be written as text: times in the form that dates are understood in.</summary>
    public string? Text(string column)
    {
        switch (Value(column))
        {
            case null:
                return null;
            case DateTime time:
                return time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case DateTimeOffset time:
                return time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case DateOnly day:
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case byte[]:
                Note(column, "bytes where text should be");
                return null;
            case var value:
                return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }

    public long? Number(string column)
    {
        switch (Value(column))
        {
            case null:
                return null;
            case long number:
                return number;
            case int or short or byte or sbyte or ushort or uint or bool:
                return Convert.ToInt64(Value(column), CultureInfo.InvariantCulture);
            // Some databases know decimals only.
            case decimal number when number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue:
                return (long)number;
            // SQLite keeps whatever was put into a column of numbers.
            case string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                Note(column, "not a whole number");
                return null;
        }
    }

    /// <summary>The key of another row, as text; empty when there is none.</summary>
    public string Reference(string column) => Number(column) is { } key ? key.ToString(CultureInfo.InvariantCulture) : "";

    public T Take<T>(string column, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(column, reason);
        return translated.Value;
    }

    public void Note(string column, string reason) => _issues.Add(
        new RecordIssue { RecordSource = table.Name, RecordKey = Key, Field = column, Reason = reason, Kind = table.Kind });

    private object? Value(string column) => row.GetValue(row.GetOrdinal(column)) is var value and not DBNull ? value : null;
}

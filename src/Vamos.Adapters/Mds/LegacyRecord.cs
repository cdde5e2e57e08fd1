namespace Vamos.Adapters.Mds;

using System.Data.Common;
using System.Globalization;
using Vamos.Adapter.V1;
using Vamos.Adapters.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One legacy row while it is translated. Notes every field that cannot be, and goes on, so that all of them are reported at once.</summary>
internal sealed class LegacyRecord(DbDataReader row, string source, FactKind kind)
{
    private readonly List<RecordIssue> _issues = [];

    public string Key { get; } = Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!;

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

    /// <summary>Text that is kept as bytes of Latin-1; empty for NULL.</summary>
    public string Name(string column) => Value(column) switch
    {
        null => "",
        byte[] bytes => Take(column, LegacyName.Translate(bytes)),
        _ => Take(column, Translated<string>.Not("not bytes of text")) ?? "",
    };

    public Date? Date(string column) => Take(column, LegacyDate.Translate(Text(column)));

    public long? Money(string column) => Take(column, LegacyMoney.Translate(Text(column)));

    public bool? YesNo(string column) => Take(column, LegacyCodes.YesNo(Number(column)));

    public bool Flag(string column) => Take(column, LegacyCodes.Flag(Number(column)));

    /// <summary>Translates a number by a list of codes.</summary>
    public T Code<T>(string column, Func<long?, Translated<T>> translate) => Take(column, translate(Number(column)));

    public string? Text(string column) => Value(column) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public long? Number(string column)
    {
        switch (Value(column))
        {
            case null:
                return null;
            case long number:
                return number;
            case int number:
                return number;
            // SQLite keeps whatever was put into a column of numbers.
            case string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            default:
                Note(column, "not a whole number");
                return null;
        }
    }

    public T Take<T>(string column, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(column, reason);
        return translated.Value;
    }

    public void Note(string column, string reason) => _issues.Add(
        new RecordIssue { RecordSource = source, RecordKey = Key, Field = column, Reason = reason, Kind = kind });

    private object? Value(string column) => row.GetValue(row.GetOrdinal(column)) is var value and not DBNull ? value : null;
}

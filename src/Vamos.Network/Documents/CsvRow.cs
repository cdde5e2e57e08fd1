namespace Vamos.Network.Documents;

using System.Globalization;
using System.Text;

/// <summary>One line of a table: its fields by column, and which of them could not be read.</summary>
internal sealed class CsvRow(IEnumerable<KeyValuePair<string, string>> fields)
{
    private const int MostUnits = 10_000;

    private readonly Dictionary<string, string> _fields = fields.ToDictionary(StringComparer.Ordinal);
    private readonly List<(string Column, string Message)> _wrong = [];

    public IReadOnlyList<(string Column, string Message)> Wrong => _wrong;

    public bool IsWrong(string column) => _wrong.Exists(wrong => wrong.Column == column);

    public string Text(string column) => _fields.GetValueOrDefault(column, "");

    public string[] List(string column) => Text(column).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public T? Choice<T>(string column) where T : struct, Enum => Text(column) is { Length: > 0 } text ? Choice<T>(column, text) : null;

    public T[] Choices<T>(string column) where T : struct, Enum => [.. List(column).Select(text => Choice<T>(column, text)).OfType<T>()];

    public int? Number(string column) => Text(column) is { Length: > 0 } text ? Number(column, text) : null;

    public int[] Numbers(string column) => [.. List(column).Select(text => Number(column, text)).OfType<int>()];

    public DateOnly? Day(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        _wrong.Add((column, "debe ser una fecha como 2026-01-31"));
        return null;
    }

    public TimeSpan? Days(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if (text is [.. var digits, ('d' or 'h') and var unit]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= MostUnits)
            return unit == 'd' ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number);
        _wrong.Add((column, "debe ser un plazo en días u horas, como 30d o 24h"));
        return null;
    }

    public bool Flag(string column)
    {
        var text = Text(column);
        if (text is not ("" or "true" or "false"))
            _wrong.Add((column, "debe ser true o false"));
        return text == "true";
    }

    private int? Number(string column, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _wrong.Add((column, $"'{text}' debe ser un número entero"));
        return null;
    }

    private T? Choice<T>(string column, string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (!EqualityComparer<T>.Default.Equals(value, default) && Kebab(value.ToString()) == text)
                return value;
        }

        var known = Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default)).Select(value => Kebab(value.ToString()));
        _wrong.Add((column, $"'{text}' debe ser uno de {string.Join(", ", known)}"));
        return null;
    }

    // as documents write names of the code
    private static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length != 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}

namespace Vamos.Network.Offerings;

using Vamos.Contracts.Errors;

/// <summary>Gathers what is wrong with a message, in Spanish.</summary>
internal sealed class Violations
{
    // more than any list means; whoever sends a million wrong codes is not answered with a million errors
    private const int MostEntries = 300;

    private readonly List<ProblemField> _found = [];

    public IReadOnlyList<ProblemField> All => _found;

    public void Add(string field, string description) => _found.Add(new ProblemField(field, description));

    /// <summary>A text of one field: not too long, without control characters.</summary>
    public void Text(string field, string? text, int longest, bool required = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (required)
                Add(field, "es obligatorio");
        }
        else if (text.Length > longest)
        {
            Add(field, $"tiene {text.Length} caracteres; puede tener hasta {longest}");
        }
        else if (text.Any(c => char.IsControl(c) && c is not '\n'))
        {
            Add(field, "no puede tener caracteres de control");
        }
    }

    /// <summary>A value of an enumeration that must be said.</summary>
    public void Known<T>(string field, T value, string rule) where T : struct, Enum
    {
        if (EqualityComparer<T>.Default.Equals(value, default) || !Enum.IsDefined(value))
            Add(field, rule);
    }

    /// <summary>Every entry of a list: sound, and given once.</summary>
    public void Each<T>(string field, IReadOnlyCollection<T> entries, Func<T, string?> wrong) where T : notnull
    {
        if (entries.Count > MostEntries)
        {
            Add(field, $"tiene {entries.Count} elementos; puede tener hasta {MostEntries}");
            return;
        }

        var given = new HashSet<T>();
        var i = 0;
        foreach (var entry in entries)
        {
            if (wrong(entry) is { } rule)
                Add($"{field}[{i}]", rule);
            else if (!given.Add(entry))
                Add($"{field}[{i}]", "está repetido");
            i++;
        }
    }
}

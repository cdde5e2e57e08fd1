namespace Vamos.Adapters.Mds.Sql;

/// <summary>A column that a query must return.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What is read from it.</param>
internal sealed record MdsColumn(string Name, ColumnType Type)
{
    /// <summary>When the row was last changed.</summary>
    public static readonly MdsColumn Mark = new("marca_cambio", ColumnType.Mark);

    public static IEnumerable<MdsColumn> Numbers(params IEnumerable<string> names) => names.Select(name => new MdsColumn(name, ColumnType.Number));

    public static IEnumerable<MdsColumn> Texts(params IEnumerable<string> names) => names.Select(name => new MdsColumn(name, ColumnType.Text));

    public static IEnumerable<MdsColumn> Names(params IEnumerable<string> names) => names.Select(name => new MdsColumn(name, ColumnType.Name));

    /// <summary>What cannot be read from a column of a type; texts can be written of everything.</summary>
    public bool Refuses(System.Type type) => Type switch
    {
        ColumnType.Number => type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(Guid) || type == typeof(TimeSpan),
        ColumnType.Name => type.IsPrimitive || type == typeof(DateTime) || type == typeof(decimal) || type == typeof(Guid),
        ColumnType.Mark => type.IsPrimitive || type == typeof(Guid) || type == typeof(DateOnly),
        _ => false,
    };
}

/// <summary>What is read from a column.</summary>
internal enum ColumnType
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Text, or whatever can be written as text: a date, an amount.</summary>
    Text,

    /// <summary>Text of people: characters, or the bytes of Latin-1.</summary>
    Name,

    /// <summary>When a row was last changed: a timestamp, or text that begins with yyyy-MM-dd HH:mm:ss.</summary>
    Mark,
}

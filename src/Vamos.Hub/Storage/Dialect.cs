namespace Vamos.Hub.Storage;

using System.Text.Json;

/// <summary>What the two databases spell differently; everything else is written in SQL that both understand.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Bytes">Type of a column of bytes.</param>
/// <param name="IntegerKey">Type of a primary key of 64 bits.</param>
public sealed record Dialect(string Name, string Bytes, string IntegerKey)
{
    /// <summary>SQLite. An INTEGER PRIMARY KEY is the row id itself, so that rows lie in its order.</summary>
    public static Dialect Sqlite { get; } = new("SQLite", "BLOB", "INTEGER");

    /// <summary>PostgreSQL.</summary>
    public static Dialect Postgres { get; } = new("PostgreSQL", "BYTEA", "BIGINT");

    /// <summary>The condition that a column has one of the values of a parameter that is a list.</summary>
    public string AnyOf(string column, string parameter) => this == Postgres ? $"{column} = ANY(@{parameter})" : $"{column} IN @{parameter}";

    /// <summary>
    /// The condition that a column has one of any number of values, and what to pass as the parameter. A list of thousands would be as many parameters
    /// of SQLite.
    /// </summary>
    internal string AnyOfMany(string column, string parameter) =>
        this == Postgres ? $"{column} = ANY(@{parameter})" : $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    /// <summary>The parameter of <see cref="AnyOfMany"/>.</summary>
    internal object Many<T>(IReadOnlyCollection<T> values) => this == Postgres ? values.ToArray() : JsonSerializer.Serialize(values);
}

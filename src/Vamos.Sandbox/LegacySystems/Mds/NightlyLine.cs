namespace Vamos.Sandbox.LegacySystems.Mds;

/// <summary>A line of a delimited file.</summary>
internal static class NightlyLine
{
    /// <summary>Fields by RFC 4180, between semicolons.</summary>
    public static string Of(params IEnumerable<object?> fields) => string.Join(';', fields.Select(field => Quoted($"{field}")));

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(";\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}

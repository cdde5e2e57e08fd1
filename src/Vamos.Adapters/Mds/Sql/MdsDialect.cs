namespace Vamos.Adapters.Mds.Sql;

/// <summary>What differs between databases, as the file of queries says; its comments tell what each part means.</summary>
internal sealed record MdsDialect
{
    public required string Parameter { get; init; }

    public required int Values { get; init; }

    public required string Rows { get; init; }

    public IReadOnlyDictionary<string, string> Connection { get; init; } = new Dictionary<string, string>();

    public string? IndexExists { get; init; }

    public IReadOnlyList<string> CreateIndex { get; init; } = [];

    /// <summary>Ends a statement after some rows.</summary>
    public string First(int rows) => Rows.Replace("{rows}", $"{rows}", StringComparison.Ordinal);
}

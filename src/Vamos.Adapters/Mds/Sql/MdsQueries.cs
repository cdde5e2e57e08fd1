namespace Vamos.Adapters.Mds.Sql;

using System.Text.RegularExpressions;

/// <summary>The SQL of the adapter: the file that it brings, and over it what the institution's own file says differently.</summary>
internal sealed partial class MdsQueries
{
    private const string DefaultFile = "mds-queries.yaml";
    private const string OtherDatabase = "other";
    private const int DeepestExpression = 8;
    private const int MostValues = 10_000;

    private readonly Dictionary<string, string> _expressions;
    private readonly Dictionary<string, string> _queries = [];
    private readonly List<MdsIndex> _indexes = [];
    private readonly Action<string> _problem;

    private MdsQueries(QueriesDocument document, string database, Action<string> problem)
    {
        _problem = problem;
        _expressions = document.Expressions;
        foreach (var (name, sql) in document.Queries)
            _queries[name] = Expand(sql, name).Trim().TrimEnd(';');
        foreach (var (table, expressions) in document.Indexes)
            _indexes.AddRange((expressions ?? []).Select(expression => new MdsIndex(table, Expand(expression, table))));
        Dialect = DialectOf(document.Databases[document.Databases.ContainsKey(database) ? database : OtherDatabase]);
    }

    [GeneratedRegex(@"\{(?<name>[a-z_0-9]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder { get; }

    /// <summary>What is special about the database.</summary>
    public MdsDialect Dialect { get; }

    /// <summary>The indexes that the lookups want.</summary>
    public IReadOnlyList<MdsIndex> Indexes => _indexes;

    /// <summary>The rows of a query, to which conditions can be added.</summary>
    public string From(string query) => $"SELECT * FROM ({_queries[query]}\n) q";

    /// <summary>Reads the queries for a database.</summary>
    /// <param name="database">Short name of the provider; any other counts as <c>other</c>.</param>
    /// <param name="file">The institution's own file, or null.</param>
    /// <param name="problem">Told everything that is wrong with that file; then the queries are not to be used.</param>
    public static MdsQueries Read(string database, string? file, Action<string> problem)
    {
        var document = Default();
        if (file is not null)
        {
            try
            {
                Override(document, QueriesDocument.Parse(File.ReadAllText(file)), problem);
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                problem(e.Message);
            }
        }

        return new MdsQueries(document, database, problem);
    }

    private static QueriesDocument Default()
    {
        using var stream = typeof(MdsQueries).Assembly.GetManifestResourceStream(DefaultFile)!;
        using var reader = new StreamReader(stream);
        return QueriesDocument.Parse(reader.ReadToEnd());
    }

    private static void Override(QueriesDocument document, QueriesDocument own, Action<string> problem)
    {
        foreach (var (name, expression) in own.Expressions)
            document.Expressions[name] = expression;
        foreach (var (table, expressions) in own.Indexes)
            document.Indexes[table] = expressions;
        foreach (var (name, sql) in own.Queries)
        {
            if (!document.Queries.ContainsKey(name))
                problem($"has a query '{name}', which nobody asks; known are {string.Join(", ", document.Queries.Keys)}");
            document.Queries[name] = sql;
        }

        foreach (var (name, dialect) in own.Databases)
        {
            if (!document.Databases.TryGetValue(name, out var known))
            {
                problem($"has a database '{name}'; known are {string.Join(", ", document.Databases.Keys)}");
                continue;
            }

            if (dialect.Parameter is not (null or "@" or ":" or "?"))
                problem($"says that parameters of {name} begin with '{dialect.Parameter}'; known are @, : and ?");
            if (dialect.Values is < 1 or > MostValues)
                problem($"says that lists of {name} have at most {dialect.Values} values; it must be 1 to {MostValues}");
            if (dialect.Rows is not null && !dialect.Rows.Contains("{rows}", StringComparison.Ordinal))
                problem($"says how many rows {name} returns without {{rows}}");
            known.Parameter = dialect.Parameter ?? known.Parameter;
            known.Values = dialect.Values ?? known.Values;
            known.Rows = dialect.Rows ?? known.Rows;
            known.Connection = dialect.Connection ?? known.Connection;
            known.IndexExists = dialect.IndexExists ?? known.IndexExists;
            known.CreateIndex = dialect.CreateIndex ?? known.CreateIndex;
        }
    }

    private static MdsDialect DialectOf(QueriesDocument.DialectDocument written) => new()
    {
        Parameter = written.Parameter!,
        Values = written.Values!.Value,
        Rows = written.Rows!,
        Connection = written.Connection ?? [],
        IndexExists = string.IsNullOrWhiteSpace(written.IndexExists) ? null : written.IndexExists,
        CreateIndex = written.CreateIndex ?? [],
    };

    private string Expand(string text, string where, int depth = 0) => Placeholder.Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (depth < DeepestExpression && _expressions.TryGetValue(name, out var expression))
            return Expand(expression, where, depth + 1);
        _problem(depth < DeepestExpression
            ? $"names the expression '{{{name}}}' in '{where}', which is not among its expressions"
            : $"has expressions in '{where}' that name each other without end");
        return "NULL";
    });
}

namespace Vamos.Adapters.Mds.Sql;

using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

/// <summary>A file of queries as it is written; an institution's holds only what differs.</summary>
internal sealed class QueriesDocument
{
    public Dictionary<string, string> Expressions { get; set; } = [];

    public Dictionary<string, List<string>?> Indexes { get; set; } = [];

    public Dictionary<string, string> Queries { get; set; } = [];

    public Dictionary<string, DialectDocument> Databases { get; set; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message has line and reason.</exception>
    public static QueriesDocument Parse(string text)
    {
        try
        {
            var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build();
            return reader.Deserialize<QueriesDocument?>(text) ?? new QueriesDocument();
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"line {e.Start.Line}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    /// <summary>What differs between databases, as it is written.</summary>
    internal sealed class DialectDocument
    {
        public string? Parameter { get; set; }

        public int? Values { get; set; }

        public string? Rows { get; set; }

        public Dictionary<string, string>? Connection { get; set; }

        public string? IndexExists { get; set; }

        public List<string>? CreateIndex { get; set; }
    }
}

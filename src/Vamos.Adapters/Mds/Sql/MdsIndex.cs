namespace Vamos.Adapters.Mds.Sql;

using System.Security.Cryptography;
using System.Text;

/// <summary>An index by which rows are found.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Expression">What it is of, the same to the letter as in the query, which is how databases recognise it.</param>
internal sealed record MdsIndex(string Table, string Expression)
{
    /// <summary>Its name, which changes with the expression: an old index is never taken for the new one.</summary>
    public string Name { get; } = $"ix_vamos_{Table}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Expression)))[..6]}";

    /// <summary>Fills in a statement about it.</summary>
    public string Fill(string statement) => statement
        .Replace("{index}", Name, StringComparison.Ordinal)
        .Replace("{table}", Table, StringComparison.Ordinal)
        .Replace("{expression}", Expression, StringComparison.Ordinal);
}

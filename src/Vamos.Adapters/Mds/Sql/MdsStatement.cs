namespace Vamos.Adapters.Mds.Sql;

using System.Data;
using System.Data.Common;
using System.Numerics;

/// <summary>A statement while it is put together: each parameter is written the way that the database wants it, in the order of the text.</summary>
internal sealed class MdsStatement(DbCommand command, MdsDialect dialect)
{
    /// <summary>Adds a value and returns what stands for it in the text.</summary>
    public string Value(object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"{(dialect.Parameter == "?" ? "" : dialect.Parameter)}v{command.Parameters.Count}";
        // Times say by themselves whether they have a zone.
        if (value is string or long)
            parameter.DbType = value is string ? DbType.String : DbType.Int64;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return dialect.Parameter == "?" ? "?" : parameter.ParameterName;
    }

    /// <summary>Adds a list of values. Rounded up to a power of two, so that few different statements are ever parsed; the last value fills up.</summary>
    public string Values<TValue>(IReadOnlyList<TValue> values)
        where TValue : notnull
    {
        var count = Math.Max(values.Count, Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)values.Count), dialect.Values));
        return string.Join(", ", Enumerable.Range(0, count).Select(position => Value(values[Math.Min(position, values.Count - 1)])));
    }
}

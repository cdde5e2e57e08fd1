namespace Vamos.Sandbox.LegacySystems;

using System.Data;

/// <summary>A column of a legacy table.</summary>
internal sealed record LegacyColumn(string Name, LegacyType Type, int Length = 0)
{
    public DbType DbType => Type switch
    {
        LegacyType.Text => DbType.String,
        LegacyType.Latin1 => DbType.Binary,
        _ => DbType.Int64,
    };
}

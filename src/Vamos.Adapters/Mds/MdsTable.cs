namespace Vamos.Adapters.Mds;

using System.Data.Common;
using Vamos.Beneficiary.V1;

/// <summary>A legacy table: what is read of it and what a row of it means.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="KeyColumn">Its key.</param>
/// <param name="Columns">The other columns that are read.</param>
/// <param name="HasCedula">Whether rows are found by cédula.</param>
/// <param name="Kind">The kind of fact that is missing when a row cannot be translated.</param>
/// <param name="Translate">What a row means.</param>
internal sealed record MdsTable<TRow>(
    string Name, string KeyColumn, string Columns, bool HasCedula, FactKind Kind, Func<LegacyRecord, TRow> Translate)
    where TRow : MdsRow
{
    /// <summary>All rows, up to a condition.</summary>
    public string Select { get; } =
        $"SELECT {KeyColumn}, {Columns}{(HasCedula ? $", numero_cedula, letra_cedula, {CedulaKey.Expression} AS {CedulaKey.Column}" : "")} FROM {Name}";

    public TRow Read(DbDataReader reader) => Translate(new LegacyRecord(reader, Name, Kind));
}

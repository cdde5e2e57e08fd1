namespace Vamos.Adapters.Mds;

using System.Data.Common;
using Vamos.Adapters.Mds.Sql;
using Vamos.Beneficiary.V1;

/// <summary>What the rows of a query are. The SQL is configuration; what it must return is here.</summary>
internal abstract record MdsTable
{
    /// <summary>Name of the query, and of the rows in what is told about them.</summary>
    public required string Name { get; init; }

    /// <summary>Column of whole numbers that tells rows apart.</summary>
    public required string Key { get; init; }

    /// <summary>Text of people.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Text, dates, amounts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Whole numbers: codes, counts, keys of other rows.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Whether rows are found by cédula.</summary>
    public bool HasCedula { get; init; }

    /// <summary>The kind of fact that is missing when a row cannot be translated.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>Every kind of fact that may differ when a row was changed.</summary>
    public required FactKinds Touches { get; init; }

    /// <summary>All that the query must return, and no more.</summary>
    public IReadOnlyList<MdsColumn> Columns =>
    [
        new(Key, ColumnType.Number),
        .. MdsColumn.Texts(HasCedula ? ["numero_cedula", "letra_cedula", CedulaKey.Column] : []),
        .. MdsColumn.Names(Names),
        .. MdsColumn.Texts(Texts),
        .. MdsColumn.Numbers(Numbers),
        MdsColumn.Mark,
    ];

    /// <summary>What a row means.</summary>
    public abstract MdsRow ReadRow(DbDataReader reader);
}

/// <inheritdoc />
internal sealed record MdsTable<TRow> : MdsTable
    where TRow : MdsRow
{
    /// <summary>What a row means.</summary>
    public required Func<LegacyRecord, TRow> Translate { get; init; }

    public TRow Read(DbDataReader reader) => Translate(new LegacyRecord(reader, this));

    public override MdsRow ReadRow(DbDataReader reader) => Read(reader);
}

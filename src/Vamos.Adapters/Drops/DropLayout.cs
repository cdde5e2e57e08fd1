namespace Vamos.Adapters.Drops;

using Vamos.Beneficiary.V1;
using Vamos.Translation.Delimited;

/// <summary>
/// The form of a nightly file, and what its lines mean. Files are called <c>name.csv</c>, <c>name_20261120.csv</c> or, when several bodies send the
/// same form, <c>name-part_20261120.csv</c>; each part is kept and replaced by itself.
/// </summary>
public sealed class DropLayout
{
    /// <param name="name">With what file names begin, in lower case.</param>
    /// <param name="columns">The columns, in the order of the header.</param>
    /// <param name="translate">What a line means. Fields that cannot be translated are noted in the record, and the line is set aside.</param>
    public DropLayout(string name, IReadOnlyList<DelimitedColumn> columns, Func<DropRecord, DropRow> translate)
    {
        Name = name;
        Columns = columns;
        Translate = translate;
    }

    /// <summary>With what file names begin.</summary>
    public string Name { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<DelimitedColumn> Columns { get; }

    /// <summary>What stands between fields.</summary>
    public char Delimiter { get; init; } = ';';

    /// <summary>How text is written.</summary>
    public DelimitedEncoding Encoding { get; init; } = DelimitedEncoding.Latin1;

    /// <summary>Kinds of fact that come from these files; nobody can answer them before one was accepted. None for files that are only kept.</summary>
    public FactKinds Kinds { get; init; }

    /// <summary>What is wrong with the part that a file name has, or lacks; null when nothing is.</summary>
    public Func<string, string?> PartFlaw { get; init; } = part => part.Length == 0 ? null : "has a part in its name that this layout does not know";

    /// <summary>
    /// Name of the layout whose lines say who belongs to the groups of this one; null when <see cref="DropRow.Group"/> is not used. A changed line
    /// is a change for everybody of its group.
    /// </summary>
    public string? GroupMembersIn { get; init; }

    /// <summary>What a line means.</summary>
    internal Func<DropRecord, DropRow> Translate { get; }

    /// <summary>The kind under which lines that cannot be translated are reported.</summary>
    internal FactKind IssueKind => Kinds.FirstOrDefault();

    /// <summary>Columns and writing, as lines are read by.</summary>
    internal DelimitedLayout Text => field ??= new DelimitedLayout(Columns) { Delimiter = Delimiter, Encoding = Encoding };
}

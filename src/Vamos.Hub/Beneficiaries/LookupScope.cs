namespace Vamos.Hub.Beneficiaries;

using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;

/// <summary>What a lookup may bring: what the caller wants of what the agreement grants.</summary>
public sealed class LookupScope
{
    private const string SourcesField = "sources";

    private static readonly FrozenDictionary<string, FactKind> KindOfField = new Dictionary<string, FactKind>
    {
        ["person"] = FactKind.Person,
        ["person_records"] = FactKind.Person,
        ["conflicts"] = FactKind.Person,
        ["enrollments"] = FactKind.Enrollment,
        ["employment"] = FactKind.Employment,
        ["coverage"] = FactKind.Coverage,
        ["immunizations"] = FactKind.Immunization,
        ["households"] = FactKind.Household,
        ["retirement_benefits"] = FactKind.Retirement,
        ["disability_certificates"] = FactKind.Disability,
        ["pregnancies"] = FactKind.Pregnancy,
        ["school_enrollments"] = FactKind.Schooling,
        ["nutrition_assessments"] = FactKind.Nutrition,
        ["livestock"] = FactKind.Livestock,
    }.ToFrozenDictionary();

    private readonly FieldMask? _wanted;
    private readonly FrozenSet<string> _fields;

    private LookupScope(FieldMask? wanted, FrozenSet<string> fields, IReadOnlySet<string> institutions)
    {
        _wanted = wanted;
        _fields = fields;
        Kinds = fields.Where(KindOfField.ContainsKey).Select(field => KindOfField[field]).ToHashSet();
        Institutions = institutions;
    }

    /// <summary>Kinds of fact that are needed. What is not needed is not asked for.</summary>
    public IReadOnlySet<FactKind> Kinds { get; }

    /// <summary>Institutions whose data the agreement covers.</summary>
    public IReadOnlySet<string> Institutions { get; }

    /// <summary>What is wrong with a mask, as pairs of field path and description.</summary>
    public static IEnumerable<(string Field, string Description)> Violations(FieldMask? mask, string path)
    {
        for (var i = 0; i < (mask?.Paths.Count ?? 0); i++)
        {
            if (!FieldMask.IsValid<Beneficiary>(mask!.Paths[i]))
                yield return ($"{path}.paths[{i}]", "must be a field of Beneficiary, for example person.name or enrollments");
        }
    }

    /// <summary>Everything that an agreement grants.</summary>
    /// <param name="granted">Fields of a beneficiary that the agreement grants something of.</param>
    /// <param name="institutions">Institutions whose data the agreement covers.</param>
    public static LookupScope Whole(IEnumerable<string> granted, IReadOnlySet<string> institutions) =>
        new(null, granted.ToFrozenSet(StringComparer.Ordinal), institutions);

    /// <summary>What a caller wants of this scope; all of it without a mask. The mask has no violations.</summary>
    public LookupScope Narrowed(FieldMask? mask) => mask is null || mask.Paths.Count == 0
        ? this
        : new LookupScope(
            mask.Union(FieldMask.FromString(SourcesField)),
            mask.Paths.Select(path => path.Split('.')[0]).Where(_fields.Contains).ToFrozenSet(StringComparer.Ordinal),
            Institutions);

    /// <summary>Keeps what is wanted. The state of the sources always stays, so that a missing fact can be understood.</summary>
    public Beneficiary Apply(Beneficiary beneficiary)
    {
        if (_wanted is null)
            return beneficiary;

        var kept = new Beneficiary();
        _wanted.Merge(beneficiary, kept);
        return kept;
    }
}

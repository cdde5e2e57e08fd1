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

    private LookupScope(FieldMask? wanted, FrozenSet<FactKind> kinds, IReadOnlySet<string> institutions)
    {
        _wanted = wanted;
        Kinds = kinds;
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

    /// <summary>The scope of a mask without violations.</summary>
    /// <param name="mask">What the caller wants; null or empty means all that is granted.</param>
    /// <param name="granted">Fields of a beneficiary that the agreement grants something of.</param>
    /// <param name="institutions">Institutions whose data the agreement covers.</param>
    public static LookupScope Of(FieldMask? mask, IEnumerable<string> granted, IReadOnlySet<string> institutions)
    {
        var everything = mask is null || mask.Paths.Count == 0;
        var fields = everything ? granted : granted.Intersect(mask!.Paths.Select(p => p.Split('.')[0]));
        var kinds = fields.Where(KindOfField.ContainsKey).Select(field => KindOfField[field]).ToFrozenSet();
        return new LookupScope(everything ? null : mask!.Union(FieldMask.FromString(SourcesField)), kinds, institutions);
    }

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

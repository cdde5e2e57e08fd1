namespace Vamos.Hub.Beneficiaries;

using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;

/// <summary>The fields of a beneficiary that a caller wants, and the kinds of fact that they need.</summary>
public sealed class ReadMask
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

    private readonly FieldMask? _fields;

    private ReadMask(FieldMask? fields, FrozenSet<FactKind> kinds)
    {
        _fields = fields;
        Kinds = kinds;
    }

    /// <summary>Everything.</summary>
    public static ReadMask Everything { get; } = new(null, FrozenSet<FactKind>.Empty);

    /// <summary>Kinds of fact that are needed; empty means all.</summary>
    public IReadOnlySet<FactKind> Kinds { get; }

    /// <summary>What is wrong with a mask, as pairs of field path and description.</summary>
    public static IEnumerable<(string Field, string Description)> Violations(FieldMask? mask, string path)
    {
        for (var i = 0; i < (mask?.Paths.Count ?? 0); i++)
        {
            if (!FieldMask.IsValid<Beneficiary>(mask!.Paths[i]))
                yield return ($"{path}.paths[{i}]", "must be a field of Beneficiary, for example person.name or enrollments");
        }
    }

    /// <summary>Reads a mask without violations.</summary>
    public static ReadMask Of(FieldMask? mask)
    {
        if (mask is null || mask.Paths.Count == 0)
            return Everything;

        var fields = mask.Union(FieldMask.FromString(SourcesField));
        var kinds = mask.Paths.Select(p => p.Split('.')[0]).Where(KindOfField.ContainsKey).Select(field => KindOfField[field]).ToFrozenSet();
        return new ReadMask(fields, kinds);
    }

    /// <summary>Keeps what is wanted. The state of the sources always stays, so that a missing fact can be understood.</summary>
    public Beneficiary Apply(Beneficiary beneficiary)
    {
        if (_fields is null)
            return beneficiary;

        var kept = new Beneficiary();
        _fields.Merge(beneficiary, kept);
        return kept;
    }
}

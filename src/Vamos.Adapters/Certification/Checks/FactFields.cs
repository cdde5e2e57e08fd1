namespace Vamos.Adapters.Certification.Checks;

using System.Collections;
using Google.Protobuf.Reflection;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;

/// <summary>Which field of an answer holds which kind of fact.</summary>
internal static class FactFields
{
    private static readonly IReadOnlyList<(FactKind Kind, FieldDescriptor Field)> Fields =
    [
        Of(FactKind.Person, PersonRecords.PersonFieldNumber),
        Of(FactKind.Enrollment, PersonRecords.EnrollmentsFieldNumber),
        Of(FactKind.Employment, PersonRecords.EmploymentFieldNumber),
        Of(FactKind.Coverage, PersonRecords.CoverageFieldNumber),
        Of(FactKind.Immunization, PersonRecords.ImmunizationsFieldNumber),
        Of(FactKind.Household, PersonRecords.HouseholdsFieldNumber),
        Of(FactKind.Retirement, PersonRecords.RetirementBenefitsFieldNumber),
        Of(FactKind.Disability, PersonRecords.DisabilityCertificatesFieldNumber),
        Of(FactKind.Pregnancy, PersonRecords.PregnanciesFieldNumber),
        Of(FactKind.Schooling, PersonRecords.SchoolEnrollmentsFieldNumber),
        Of(FactKind.Nutrition, PersonRecords.NutritionAssessmentsFieldNumber),
        Of(FactKind.Livestock, PersonRecords.LivestockFieldNumber),
    ];

    /// <summary>Every kind that the contract has.</summary>
    public static IReadOnlyList<FactKind> Kinds { get; } = [.. Fields.Select(field => field.Kind)];

    /// <summary>The kinds of which an answer holds something.</summary>
    public static IEnumerable<FactKind> In(PersonRecords records) => Fields.Where(field => IsFilled(field.Field, records)).Select(field => field.Kind);

    /// <summary>A kind as the contract writes it.</summary>
    public static string NameOf(FactKind kind) => $"FACT_KIND_{kind.ToString().ToUpperInvariant()}";

    /// <summary>Some kinds as the contract writes them.</summary>
    public static string NamesOf(IEnumerable<FactKind> kinds) => string.Join(", ", kinds.Select(NameOf));

    private static bool IsFilled(FieldDescriptor field, PersonRecords records) =>
        field.IsRepeated ? ((IList)field.Accessor.GetValue(records)).Count != 0 : field.Accessor.HasValue(records);

    private static (FactKind Kind, FieldDescriptor Field) Of(FactKind kind, int number) => (kind, PersonRecords.Descriptor.FindFieldByNumber(number));
}

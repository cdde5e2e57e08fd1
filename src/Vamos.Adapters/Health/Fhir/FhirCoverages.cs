namespace Vamos.Adapters.Health.Fhir;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Coverages as insurance.</summary>
internal static class FhirCoverages
{
    private static readonly string[] HolderFields = ["subscriber", "policyHolder"];

    /// <summary>Whose names have to be known to tell who insures.</summary>
    public static IEnumerable<FhirReference> ReferencesOf(FhirRecord record, Uri server) => record.Root.Each("payor")
        .Where(payor => payor.Text("display") is null)
        .Select(payor => FhirReference.Parse(payor.Text("reference"), server))
        .OfType<FhirReference>();

    /// <summary>The patients by way of whom somebody else is insured.</summary>
    public static IEnumerable<string> HoldersOf(FhirRecord record, Uri server) => HolderFields
        .Select(name => FhirReference.Parse(record.Root.Child(name).Text("reference"), server))
        .Where(holder => holder is { Type: "Patient" })
        .Select(holder => holder!.Value.Id);

    /// <summary>The insurance; null for what is none yet or never was, and for what is set aside, which its issues say.</summary>
    /// <param name="record">The coverage.</param>
    /// <param name="own">The records of the person who is covered.</param>
    /// <param name="patients">Everybody who was read.</param>
    /// <param name="settings">What the server calls things.</param>
    /// <param name="nameOf">The name of what a reference points to.</param>
    public static SocialSecurityCoverage? Of(
        FhirRecord record, FhirIdentity own, FhirPatients patients, FhirSettings settings, Func<FhirNode, string?> nameOf)
    {
        var root = record.Root;
        var status = root.Text("status");
        if (status is "entered-in-error" or "draft" || !record.IsUnderstood())
            return null;
        if (status is not ("active" or "cancelled"))
        {
            record.Note("status", "not a code of status");
            return null;
        }

        var period = root.Child("period");
        var end = record.Take("period.end", FhirDate.Day(period.Text("end")));
        if (status == "cancelled" && end is null)
        {
            record.Note("period.end", "cancelled, but nobody says since when");
            return null;
        }

        if (InsurerOf(root, nameOf) is not { } insurer)
            return null;
        var coverage = new SocialSecurityCoverage
        {
            Insurer = insurer,
            StartDate = record.Take("period.start", FhirDate.Day(period.Text("start"))),
            EndDate = end,
        };
        AddRole(coverage, root, own, patients, settings);
        coverage.Provenance = HealthProvenance.Of(FhirAdapter.System, record.AsOf ?? FhirDate.StartOf(coverage.StartDate));
        return coverage;
    }

    private static string? InsurerOf(FhirNode root, Func<FhirNode, string?> nameOf)
    {
        var payors = root.Each("payor");
        foreach (var payor in payors)
        {
            if ((payor.Text("display") ?? nameOf(payor)) is { } name)
                return InsurerNames.Of(name);
        }

        root.Note("payor", payors.Count == 0 ? "nobody pays" : "who pays cannot be found");
        return null;
    }

    private static void AddRole(SocialSecurityCoverage coverage, FhirNode root, FhirIdentity own, FhirPatients patients, FhirSettings settings)
    {
        var relationship = FhirCoding.Of(root.Child("relationship"))
            .FirstOrDefault(coding => coding.System.EndsWith("/subscriber-relationship", StringComparison.Ordinal)).Code;
        var holder = root.Child("subscriber") is { Exists: true } subscriber ? subscriber : root.Child("policyHolder");
        var id = FhirReference.Parse(holder.Text("reference"), settings.Address) is { Type: "Patient" } patient ? patient.Id : null;
        var cedula = id is not null ? CedulaOf(patients.Find(id)) : holder.Exists ? FhirPatient.CedulaIn(holder.Child("identifier"), settings) : null;
        bool? isOwn = id is not null && own.PatientIds.Contains(id) ? true
            : cedula is not null ? own.Main!.Cedulas.Contains(cedula)
            : id is not null ? false
            : null;
        if ((relationship, isOwn) is ("self", false) or (not null and not "self", true))
        {
            root.Note("relationship", "contradicts who the subscriber is");
            return;
        }

        coverage.Role = relationship == "self" || isOwn == true ? CoverageRole.Contributor
            : relationship is not null || isOwn == false ? CoverageRole.Dependant
            : CoverageRole.Unspecified;
        if (coverage.Role == CoverageRole.Dependant && cedula is not null)
            coverage.Contributor = cedula;
        else if (coverage.Role == CoverageRole.Dependant && holder.Exists)
            root.Note(holder.Path[(root.Path.Length + 1)..], "whose dependant it is cannot be found");
    }

    private static NationalId? CedulaOf(FhirPatient? patient) => patient is { IsUnderstood: true, Cedulas: [var only] } ? only : null;
}

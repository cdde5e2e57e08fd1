namespace Vamos.Cli.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Cli.Reports;

/// <summary>What the institutions hold about a person, a section for each kind of fact.</summary>
internal static class FactSections
{
    public static Section Enrollments(Beneficiary b) => Section.Of(
        "Enrollments",
        b.Enrollments,
        ("Programme", e => e.ProgrammeName.Length == 0 ? e.ProgrammeCode : e.ProgrammeName),
        ("Status", e => Wording.Of(e.Status)),
        ("Instalment", e => e.HasInstalment ? $"{e.Instalment}" : ""),
        ("Amount", e => Wording.Guaranies(e.HasAmount, e.Amount)),
        ("Since", e => Wording.Date(e.StartDate)),
        ("Until", e => Wording.Date(e.EndDate)),
        ("Through", Through),
        ("Reason", e => e.Reason),
        ("Source", e => Wording.Origin(e.Provenance)));

    /// <summary>All other facts, in the order in which a case worker asks for them.</summary>
    public static IEnumerable<Section> Others(Beneficiary b) =>
    [
        Section.Of(
            "Employment",
            b.Employment,
            ("Employer", e => e.EmployerName.Length == 0 ? e.EmployerNumber : e.EmployerName),
            ("Post", e => e.Position),
            ("Salary", e => Wording.Guaranies(e.HasMonthlySalary, e.MonthlySalary)),
            ("Of", e => Wording.Date(e.SalaryPeriod)),
            ("Public", e => Wording.YesNo(e.HasPublicSector, e.PublicSector)),
            ("Since", e => Wording.Date(e.StartDate)),
            ("Until", e => Wording.Date(e.EndDate)),
            ("Source", e => Wording.Origin(e.Provenance))),
        Section.Of(
            "Insurance",
            b.Coverage,
            ("Insurer", c => c.Insurer),
            ("As", c => Wording.Of(c.Role)),
            ("Through", c => Wording.Id(c.Contributor)),
            ("Since", c => Wording.Date(c.StartDate)),
            ("Until", c => Wording.Date(c.EndDate)),
            ("Source", c => Wording.Origin(c.Provenance))),
        Section.Of(
            "Retirement benefits",
            b.RetirementBenefits,
            ("Payer", r => r.Payer),
            ("Kind", r => Wording.Of(r.Kind)),
            ("Amount", r => Wording.Guaranies(r.HasAmount, r.Amount)),
            ("Since", r => Wording.Date(r.StartDate)),
            ("Until", r => Wording.Date(r.EndDate)),
            ("Source", r => Wording.Origin(r.Provenance))),
        Section.Of(
            "Disability certificates",
            b.DisabilityCertificates,
            ("Number", d => d.CertificateNumber),
            ("Degree", d => Wording.Of(d.Degree)),
            ("Since", d => Wording.Date(d.ValidFrom)),
            ("Until", d => Wording.Date(d.ValidUntil)),
            ("Source", d => Wording.Origin(d.Provenance))),
        Section.Of(
            "Pregnancies",
            b.Pregnancies,
            ("Noted", p => Wording.Date(p.NotedDate)),
            ("Due", p => Wording.Date(p.DueDate)),
            ("Ended", p => Wording.Date(p.EndDate)),
            ("Source", p => Wording.Origin(p.Provenance))),
        Section.Of(
            "Vaccinations",
            b.Immunizations,
            ("Vaccine", i => i.VaccineName.Length == 0 ? i.VaccineCode : i.VaccineName),
            ("Dose", i => i.HasDoseNumber ? $"{i.DoseNumber}" : ""),
            ("Date", i => Wording.Date(i.OccurrenceDate)),
            ("", i => i.NotGiven ? "not given" : ""),
            ("Establishment", i => i.Establishment),
            ("Source", i => Wording.Origin(i.Provenance))),
        Section.Of(
            "Nutrition",
            b.NutritionAssessments,
            ("Date", n => Wording.Date(n.Date)),
            ("Finding", n => Wording.Of(n.Finding)),
            ("Source", n => Wording.Origin(n.Provenance))),
        Section.Of(
            "School",
            b.SchoolEnrollments,
            ("Year", s => s.Year == 0 ? "" : $"{s.Year}"),
            ("School", s => s.School),
            ("District", s => Wording.District(s.DistrictCode)),
            ("Grade", s => s.Grade),
            ("Publicly funded", s => Wording.YesNo(s.HasPubliclyFunded, s.PubliclyFunded)),
            ("Source", s => Wording.Origin(s.Provenance))),
        Section.Of(
            "Livestock",
            b.Livestock,
            ("Cattle", l => $"{l.Cattle}"),
            ("Counted", l => Wording.Date(l.Date)),
            ("Source", l => Wording.Origin(l.Provenance))),
    ];

    private static string Through(Enrollment enrollment)
    {
        var through = enrollment.Unit == BeneficiaryUnit.Household ? $"via household {enrollment.HouseholdId}".TrimEnd() : "";
        if (enrollment.Payee is null)
            return through;
        var payee = $"paid to {Wording.Id(enrollment.Payee)}";
        return through.Length == 0 ? payee : $"{through}, {payee}";
    }
}

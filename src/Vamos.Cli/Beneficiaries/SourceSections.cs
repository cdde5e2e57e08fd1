namespace Vamos.Cli.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Cli.Reports;

/// <summary>Where the answer comes from: who contradicts whom, who answered, who did not.</summary>
internal static class SourceSections
{
    /// <summary>A line for each record of the person, when there is more than one.</summary>
    public static Section Records(Beneficiary b) => Section.Of(
        "As each institution knows the person",
        b.PersonRecords.Count > 1 ? b.PersonRecords : Enumerable.Empty<Person>(),
        ("Source", p => Wording.Origin(p.Provenance)),
        ("Name", p => Wording.Name(p.Name)),
        ("Born", p => Wording.Date(p.BirthDate)),
        ("Sex", p => Wording.Of(p.Sex)),
        ("Residence", p => Wording.Place(p.Residence)),
        ("Died", p => p.Death is null ? "" : p.Death.Date is null ? "yes" : Wording.Date(p.Death.Date)));

    public static Section Conflicts(Beneficiary b) => Section.Of(
        "Contradictions",
        b.Conflicts,
        ("About", c => c.Field.Replace('_', ' ')),
        ("Between", c => string.Join(", ", c.Institutions)));

    public static Section Sources(Beneficiary b) => Section.Of(
        "Sources",
        b.Sources,
        ("Institution", s => s.Institution),
        ("System", s => s.Provenance?.System ?? ""),
        ("As of", s => Wording.Moment(s.Provenance?.AsOf)),
        ("Read", s => Wording.Reading(s.Provenance)),
        ("State", s => Wording.State(s.State)),
        ("Detail", s => s.Detail));
}

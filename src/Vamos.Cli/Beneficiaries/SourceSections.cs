namespace Vamos.Cli.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Cli.Reports;
using Vamos.Common.V1;

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

    /// <summary>A line for each system that facts of the answer come from, and for each source that gave none.</summary>
    public static Section Sources(Beneficiary b) => Section.Of(
        "Sources",
        SystemReading.Of(b),
        ("Institution", r => r.Source.Institution),
        ("System", r => r.Provenance?.System ?? ""),
        ("As of", r => Wording.Moment(r.Provenance?.AsOf)),
        ("Read", r => Wording.Reading(r.Provenance)),
        ("State", r => Wording.State(r.Source.State)),
        ("Detail", r => r.Source.Detail));

    /// <summary>A line for each source of an answer that holds no records.</summary>
    public static Section Of(IEnumerable<SourceStatus> sources) => Section.Of(
        "Sources",
        sources,
        ("Institution", s => s.Institution),
        ("State", s => Wording.State(s.State)),
        ("Read", s => Wording.Reading(s.Provenance)),
        ("Detail", s => s.Detail));
}

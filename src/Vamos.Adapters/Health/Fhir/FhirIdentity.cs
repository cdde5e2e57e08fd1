namespace Vamos.Adapters.Health.Fhir;

using Vamos.Common.V1;

/// <summary>One person among the patients: which records are of him or her, and which of them tells who it is.</summary>
/// <param name="Main">The record in use; null when nobody can tell which it is.</param>
/// <param name="PatientIds">All records whose facts count.</param>
/// <param name="Doubts">Why facts may be missing, for every kind of fact; each names a patient, a field and a reason.</param>
/// <param name="IsFound">Whether there is any record with the number.</param>
internal sealed record FhirIdentity(
    FhirPatient? Main, IReadOnlyList<string> PatientIds, IReadOnlyList<(FhirPatient Patient, string Field, string Reason)> Doubts, bool IsFound)
{
    private const string OfAnotherNumber = "a linked record of another number";

    public static FhirIdentity Nobody { get; } = new(null, [], [], IsFound: false);

    /// <summary>Finds the person of a number among patients that were read, linked ones included.</summary>
    /// <param name="cedula">The number, with its letter or without.</param>
    /// <param name="patients">Every patient that was read.</param>
    public static FhirIdentity Of(NationalId cedula, FhirPatients patients)
    {
        var bearers = patients.With(cedula);
        if (bearers.Count == 0)
            return Nobody;
        List<(FhirPatient, string, string)> doubts = [];
        List<List<FhirPatient>> groups = [];
        HashSet<string> grouped = new(StringComparer.Ordinal);
        foreach (var bearer in bearers.OrderBy(bearer => bearer.Id, StringComparer.Ordinal))
        {
            if (!grouped.Contains(bearer.Id))
                groups.Add(GroupOf(bearer, cedula, patients, grouped, doubts));
        }

        if (groups.Count > 1)
        {
            // A record that was taken out of use, and is linked with none, is not mixed with the one that is in use.
            var inUse = groups.Where(group => group.Exists(patient => patient.IsActive)).ToList();
            foreach (var group in groups.Except(inUse).Where(_ => inUse.Count != 0))
                doubts.Add((group[0], "active", "a record out of use has the number too, and is linked with none in use"));
            if (inUse.Count != 0)
                groups = inUse;
        }

        if (groups.Count > 1)
        {
            doubts.AddRange(groups.Select(group => (group[0], "identifier", "several records that are not linked have the number; none of them is used")));
            return new FhirIdentity(null, [], doubts, IsFound: true);
        }

        var main = groups[0].Where(patient => !patient.IsReplaced || !LeadsOn(patient, groups[0]))
            .OrderByDescending(patient => patient.IsActive)
            .ThenByDescending(patient => patient.Record.LastUpdated)
            .ThenBy(patient => patient.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        if (main is null || groups[0].Exists(patient => !patient.IsUnderstood || IsLost(patient, doubts)))
            return new FhirIdentity(null, [], doubts, IsFound: true);
        return new FhirIdentity(main, [.. groups[0].Select(patient => patient.Id)], doubts, IsFound: true);
    }

    /// <summary>Follows the links of a record to all others of the person. A record of another number is another person, whatever a link says.</summary>
    private static List<FhirPatient> GroupOf(
        FhirPatient first,
        NationalId cedula,
        FhirPatients patients,
        HashSet<string> grouped,
        List<(FhirPatient, string, string)> doubts)
    {
        List<FhirPatient> group = [];
        Queue<FhirPatient> waiting = new([first]);
        grouped.Add(first.Id);
        while (waiting.TryDequeue(out var patient))
        {
            group.Add(patient);
            foreach (var link in patient.Links)
            {
                if (patients.Find(link.Id) is not { } other)
                    doubts.Add((patient, link.Path, "a linked record that is not there"));
                else if (other.Cedulas.Count != 0 && !other.Cedulas.Contains(cedula))
                    doubts.Add((patient, link.Path, OfAnotherNumber));
                else if (grouped.Add(other.Id))
                    waiting.Enqueue(other);
            }

            // The other side may know of the link alone.
            foreach (var other in patients.LinkedTo(patient.Id))
            {
                if ((other.Cedulas.Count == 0 || other.Cedulas.Contains(cedula)) && grouped.Add(other.Id))
                    waiting.Enqueue(other);
            }
        }

        if (group.FirstOrDefault(patient => !patient.IsUnderstood) is { } strange)
            doubts.Add((strange, "modifierExtension", "a rule or an extension that is not known changes the meaning of the record"));
        return group;
    }

    private static bool LeadsOn(FhirPatient patient, List<FhirPatient> group) =>
        patient.Links.Any(link => link.Type == "replaced-by" && group.Exists(other => other.Id == link.Id));

    // Replaced by somebody of another number: then this number is no longer the person's, and what it says is of nobody knows whom.
    private static bool IsLost(FhirPatient patient, List<(FhirPatient Patient, string Field, string Reason)> doubts) => patient.Links.Any(link =>
        link.Type == "replaced-by" && doubts.Contains((patient, link.Path, OfAnotherNumber)));
}

namespace Vamos.Adapters.Health.Fhir;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Everything that was read for some people: a handful of searches for all of them together.</summary>
internal sealed class FhirReading
{
    private readonly Dictionary<NationalId, FhirIdentity> _identities;

    private FhirReading(FhirPatients patients, Dictionary<NationalId, FhirIdentity> identities)
    {
        Patients = patients;
        _identities = identities;
    }

    public FhirPatients Patients { get; }

    public ILookup<string, FhirRecord> Immunizations { get; private set; } = Enumerable.Empty<FhirRecord>().ToLookup(_ => "");

    public ILookup<string, FhirRecord> Coverages { get; private set; } = Enumerable.Empty<FhirRecord>().ToLookup(_ => "");

    /// <summary>Each with both kinds of fact that it may tell, of which the first that is wanted names its issues.</summary>
    public ILookup<string, FhirRecord> Encounters { get; private set; } = Enumerable.Empty<FhirRecord>().ToLookup(_ => "");

    public IReadOnlyDictionary<FhirReference, string> Names { get; private set; } = new Dictionary<FhirReference, string>();

    public FhirIdentity IdentityOf(NationalId cedula) => _identities[cedula];

    public static async Task<FhirReading> ReadAsync(
        FhirSystem server, IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var (search, settings) = (server.Search, server.Settings);
        var patients = new FhirPatients(search, settings);
        var distinct = people.Distinct().ToArray();
        await patients.ReadAsync(distinct, cancellationToken);
        var reading = new FhirReading(patients, distinct.ToDictionary(person => person, person => FhirIdentity.Of(person, patients)));

        var ids = reading._identities.Values.SelectMany(identity => identity.PatientIds).ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0)
            return reading;
        var encounterKind = kinds.Contains(FactKind.Pregnancy) ? FactKind.Pregnancy : FactKind.Nutrition;
        var immunizations = OfPatientsAsync(server, "Immunization", "patient", FactKind.Immunization, kinds, ids, cancellationToken);
        var coverages = OfPatientsAsync(server, "Coverage", "beneficiary", FactKind.Coverage, kinds, ids, cancellationToken);
        var encounters = OfPatientsAsync(server, "Encounter", "subject", encounterKind, kinds, ids, cancellationToken);
        await Task.WhenAll(immunizations, coverages, encounters);
        (reading.Immunizations, reading.Coverages, reading.Encounters) = (await immunizations, await coverages, await encounters);

        var holders = reading.Coverages.SelectMany(group => group).SelectMany(coverage => FhirCoverages.HoldersOf(coverage, settings.Address));
        await patients.ReadByIdAsync(holders, cancellationToken);
        reading.Names = await server.Directory.NamesAsync(
            [
                .. reading.Immunizations.SelectMany(group => group).SelectMany(record => FhirImmunizations.ReferencesOf(record, settings.Address)),
                .. reading.Coverages.SelectMany(group => group).SelectMany(record => FhirCoverages.ReferencesOf(record, settings.Address)),
            ],
            cancellationToken);
        return reading;
    }

    /// <summary>The name of what a reference points to: contained, or in the directory.</summary>
    public string? NameOf(FhirNode reference, Uri server)
    {
        if (FhirContained.Find(reference) is { Exists: true } contained)
            return contained.Text("name");
        return FhirReference.Parse(reference.Text("reference"), server) is { } target ? Names.GetValueOrDefault(target) : null;
    }

    private static async Task<ILookup<string, FhirRecord>> OfPatientsAsync(
        FhirSystem server, string type, string field, FactKind kind, FactKinds kinds, HashSet<string> patients, CancellationToken cancellationToken)
    {
        List<(string Patient, FhirRecord Record)> found = [];
        if (!kinds.Contains(kind))
            return found.ToLookup(pair => pair.Patient, pair => pair.Record);
        var strays = 0;
        foreach (var some in patients.Chunk(server.Settings.BatchSize))
        {
            foreach (var resource in await server.Search.AllAsync(type, cancellationToken, ("patient", string.Join(',', some))))
            {
                var record = new FhirRecord(resource, kind);
                // A server that understands less than it says must not put one person's facts under another's name.
                if (PatientOf(record, field, server.Settings.Address) is { } patient && patients.Contains(patient))
                    found.Add((patient, record));
                else
                    strays++;
            }
        }

        if (strays != 0)
            FhirLog.NotAskedFor(server.Logger, strays, type);
        return found.ToLookup(pair => pair.Patient, pair => pair.Record, StringComparer.Ordinal);
    }

    /// <summary>The patient whom a record is about.</summary>
    public static string? PatientOf(FhirRecord record, string field, Uri server) =>
        FhirReference.Parse(record.Root.Child(field).Text("reference"), server) is { Type: "Patient" } patient ? patient.Id : null;
}

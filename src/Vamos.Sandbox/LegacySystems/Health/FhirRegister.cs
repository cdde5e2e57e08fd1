namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>
/// What lies on the FHIR server: everybody of the population and what happened since. Resources are written when they are asked for, so that a large
/// population costs nothing at the start.
/// </summary>
internal sealed class FhirRegister
{
    private readonly FhirSubject[] _subjects;
    private readonly Dictionary<string, int> _byCedula = new(StringComparer.Ordinal);
    private readonly Dictionary<int, FhirSubject[]> _homes = [];
    private readonly DateOnly _today;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<FhirResource> _added = [];
    private readonly Dictionary<int, (DateOnly Day, DateTimeOffset Registered)> _deaths = [];

    public FhirRegister(SimulatedPopulation population, TimeProvider time)
    {
        _today = population.Today;
        _time = time;
        // The night before, but never in the future of whoever runs with another day.
        var night = new DateTimeOffset(population.Today.AddDays(-1).ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero);
        var now = time.GetUtcNow();
        Loaded = night < now ? night : now.AddDays(-1);
        List<FhirSubject> subjects = [];
        foreach (var household in population.Households)
        {
            var first = subjects.Count;
            foreach (var person in household.Members)
            {
                if (person.Cedula is { } cedula)
                    _byCedula.TryAdd(cedula.ToString(), subjects.Count);
                subjects.Add(new FhirSubject(subjects.Count, person, household));
            }

            var home = subjects[first..].ToArray();
            foreach (var subject in home)
                _homes[subject.Index] = home;
        }

        _subjects = [.. subjects];
    }

    /// <summary>When everything was loaded: all resources of the start have this same time.</summary>
    public DateTimeOffset Loaded { get; }

    public IReadOnlyList<FhirSubject> Subjects => _subjects;

    /// <summary>The patients with a cédula.</summary>
    public IEnumerable<FhirResource> PatientsWith(string cedula) => _byCedula.TryGetValue(cedula, out var index) ? PatientsOf(_subjects[index]) : [];

    /// <summary>One resource; null when there is none.</summary>
    public FhirResource? Find(string type, string id)
    {
        if (type is "Organization" or "Location")
            return FhirDirectoryResources.Find(type, id, Loaded);
        lock (_lock)
        {
            if (_added.Find(added => added.Type == type && added.Id == id) is { } found)
                return found;
        }

        return SubjectOf(id) is { } subject ? Written(type, subject).FirstOrDefault(resource => resource.Id == id) : null;
    }

    /// <summary>The records of a type that are about a patient.</summary>
    public IEnumerable<FhirResource> OfPatient(string type, string patientId) => SubjectOf(patientId) is { } subject
        ? Written(type, subject).Concat(Added(type)).Where(resource => resource.PatientId == patientId)
        : [];

    /// <summary>Everything of a type that was updated at a moment or since.</summary>
    public IEnumerable<FhirResource> UpdatedSince(string type, DateTimeOffset moment)
    {
        IEnumerable<FhirSubject> subjects = _subjects;
        if (moment > Loaded)
        {
            lock (_lock)
                subjects = type == "Patient" ? [.. _deaths.Keys.Select(index => _subjects[index])] : [];
        }

        return subjects.SelectMany(subject => Written(type, subject)).Concat(Added(type)).Where(resource => resource.LastUpdated >= moment);
    }

    /// <summary>A dose is given now.</summary>
    /// <exception cref="ArgumentException">Nobody has the number.</exception>
    public string AddImmunization(Cedula cedula, ScheduledDose dose, DateOnly day)
    {
        var subject = _subjects[IndexOf(cedula)];
        lock (_lock)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"vac-{subject.Index}-n{_added.Count}");
            var body = FhirImmunizationResources.Body(subject.PatientId, dose, day, subject.Household.District, withName: true);
            _added.Add(FhirResource.Of("Immunization", id, subject.PatientId, _time.GetUtcNow(), body));
            return id;
        }
    }

    /// <summary>A death is registered now.</summary>
    /// <exception cref="ArgumentException">Nobody has the number.</exception>
    public void RegisterDeath(Cedula cedula, DateOnly day)
    {
        var index = IndexOf(cedula);
        lock (_lock)
            _deaths[index] = (day, _time.GetUtcNow());
    }

    private int IndexOf(Cedula cedula) => _byCedula.TryGetValue(cedula.ToString(), out var index)
        ? index
        : throw new ArgumentException("Nobody on the FHIR server has this number.", nameof(cedula));

    /// <summary>Ids are <c>pac-17</c>, <c>vac-17-3</c>: the second part is the person.</summary>
    private FhirSubject? SubjectOf(string id) =>
        id.Split('-') is [_, var second, ..] && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _subjects.Length
            ? _subjects[index]
            : null;

    private IEnumerable<FhirResource> PatientsOf(FhirSubject subject)
    {
        (DateOnly Day, DateTimeOffset Registered)? death;
        lock (_lock)
            death = _deaths.TryGetValue(subject.Index, out var registered) ? registered : null;
        return FhirPatientResources.Of(subject, death?.Day ?? subject.Person.DeathDate, Loaded, death?.Registered);
    }

    private IEnumerable<FhirResource> Written(string type, FhirSubject subject) => type switch
    {
        "Patient" => PatientsOf(subject),
        "Immunization" => FhirImmunizationResources.Of(subject, _today, Loaded),
        "Coverage" => FhirCoverageResources.Of(subject, _homes[subject.Index], _today, Loaded),
        "Encounter" => FhirEncounterResources.Of(subject, _today, Loaded),
        _ => [],
    };

    private FhirResource[] Added(string type)
    {
        lock (_lock)
            return [.. _added.Where(resource => resource.Type == type)];
    }
}

namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>
/// The ministry's register of employers and workers: registered work only, and that of public employees. Whoever works on own account, unregistered
/// or not at all is not in it. Employments change while it runs, and a journal tells which.
/// </summary>
public sealed class EmploymentRegister
{
    // An employment before the present one, for every third worker.
    private const int FormerIds = 1_000_000_000;
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    private readonly Lock _lock = new();
    private readonly Dictionary<Cedula, List<Employment>> _byWorker = [];
    private readonly Dictionary<Cedula, SimulatedPerson> _people = [];
    private readonly List<EmploymentChange> _journal = [];
    private readonly TimeProvider _time;
    private long _forgotten;
    private int _nextId = FormerIds * 2;

    private EmploymentRegister(TimeProvider time)
    {
        _time = time;
        Epoch = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Names this journal, so that a position of another run is not taken for one of this.</summary>
    public string Epoch { get; }

    /// <summary>How many workers there are.</summary>
    public int Workers
    {
        get
        {
            lock (_lock)
                return _byWorker.Count;
        }
    }

    /// <summary>Everything in the register.</summary>
    public IReadOnlyList<Employment> Employments
    {
        get
        {
            lock (_lock)
                return [.. _byWorker.Values.SelectMany(employments => employments)];
        }
    }

    /// <summary>The register of a population.</summary>
    public static EmploymentRegister Of(SimulatedPopulation population, TimeProvider time)
    {
        var register = new EmploymentRegister(time);
        foreach (var person in population.People)
        {
            if (person.Cedula is not { } cedula)
                continue;
            register._people.Add(cedula, person);
            if (person.Work is { } work && (work.IsRegistered || work.Relation == WorkRelation.PublicEmployee))
                register._byWorker.Add(cedula, [.. EmploymentsOf(person, cedula, work, population.Today)]);
        }

        return register;
    }

    /// <summary>What the register has of a worker, oldest first; null when it has no such worker.</summary>
    public IReadOnlyList<Employment>? Find(Cedula worker)
    {
        lock (_lock)
            return _byWorker.TryGetValue(worker, out var employments) ? [.. employments] : null;
    }

    /// <summary>Who has a cédula; null for one that nobody has.</summary>
    public SimulatedPerson? PersonOf(Cedula cedula) => _people.GetValueOrDefault(cedula);

    /// <summary>Somebody is hired from today on.</summary>
    public Employment Hire(Cedula worker, string position, long monthlySalary)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow().ToOffset(Offset);
            var today = DateOnly.FromDateTime(now.Date);
            var employer = EmployerStock.Private[worker.Number % EmployerStock.Private.Count];
            var employment = new Employment(_nextId++, worker, employer, position, today, null, monthlySalary, MonthOf(today), now);
            if (!_byWorker.TryGetValue(worker, out var employments))
                _byWorker.Add(worker, employments = []);
            employments.Add(employment);
            Note(worker, "ALTA", now);
            return employment;
        }
    }

    /// <summary>Every employment of a worker that lasts ends today.</summary>
    /// <returns>How many ended.</returns>
    public int Dismiss(Cedula worker)
    {
        lock (_lock)
        {
            if (!_byWorker.TryGetValue(worker, out var employments))
                return 0;
            var now = _time.GetUtcNow().ToOffset(Offset);
            var ended = 0;
            for (var i = 0; i < employments.Count; i++)
            {
                if (employments[i].End is not null)
                    continue;
                employments[i] = employments[i] with { End = DateOnly.FromDateTime(now.Date), Updated = now };
                ended++;
            }

            if (ended != 0)
                Note(worker, "BAJA", now);
            return ended;
        }
    }

    /// <summary>Number of the last change.</summary>
    public long LastChange
    {
        get
        {
            lock (_lock)
                return _forgotten + _journal.Count;
        }
    }

    /// <summary>The changes behind a number; null when some of them are forgotten.</summary>
    public IReadOnlyList<EmploymentChange>? ChangesAfter(long number, int most)
    {
        lock (_lock)
            return number < _forgotten ? null : [.. _journal.Skip((int)(number - _forgotten)).Take(most)];
    }

    /// <summary>Forgets all changes so far, as systems do that keep their journals for some days only.</summary>
    public void ForgetChanges()
    {
        lock (_lock)
        {
            _forgotten += _journal.Count;
            _journal.Clear();
        }
    }

    private static IEnumerable<Employment> EmploymentsOf(SimulatedPerson person, Cedula cedula, Work work, DateOnly today)
    {
        var employers = work.Relation == WorkRelation.PublicEmployee ? EmployerStock.Public : EmployerStock.Private;
        var start = today.AddDays(-(200 + Untidiness.Pick(person.Id, 31, 5_000)));
        var earliest = person.BirthDate.AddYears(16);
        start = start < earliest ? earliest : start;
        if (Untidiness.Pick(person.Id, 32, 3) == 0 && start.AddYears(-3) > earliest && cedula.Number != TestPeople.ManWithSalary)
        {
            var employer = EmployerStock.Private[Untidiness.Pick(person.Id, 33, EmployerStock.Private.Count)];
            var end = start.AddDays(-30);
            var salary = work.MonthlyIncome * 3 / 4 / 1_000 * 1_000;
            yield return new Employment(
                FormerIds + person.Id, cedula, employer, work.Occupation, start.AddYears(-3), end, salary, MonthOf(end), Midday(end));
        }

        // The test person's salary is in the payrolls too, and only the second generation has salaries.
        var present = cedula.Number == TestPeople.ManWithSalary ? employers[0] : employers[Untidiness.Pick(person.Id, 34, employers.Count)];
        var period = MonthOf(today.AddMonths(-1));
        yield return new Employment(person.Id, cedula, present, work.Occupation, start, null, work.MonthlyIncome, period, Midday(period.AddMonths(1)));
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateTimeOffset Midday(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), Offset);

    private void Note(Cedula worker, string kind, DateTimeOffset time) =>
        _journal.Add(new EmploymentChange(_forgotten + _journal.Count + 1, worker, kind, time));
}

namespace Vamos.Fips.Reconciliation;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>Everybody whom the forms of a household name, each person once.</summary>
internal sealed class HouseholdPeople
{
    private HouseholdPeople(string householdId, IntegratedProtectionForm[] forms, List<KnownPerson> people)
    {
        HouseholdId = householdId;
        Forms = forms;
        People = people;
        Whole = Array.Find(forms, FormOrder.CoversHousehold);
    }

    public string HouseholdId { get; }

    /// <summary>The forms, the one that counts first in front.</summary>
    public IReadOnlyList<IntegratedProtectionForm> Forms { get; }

    /// <summary>The form that counts first among those that cover the whole household; null when there is none.</summary>
    public IntegratedProtectionForm? Whole { get; }

    public IReadOnlyList<KnownPerson> People { get; }

    /// <summary>The district of the household, as its first form has it; empty when none says.</summary>
    public string District => (Whole ?? (Forms.Count == 0 ? null : Forms[0]))?.Interview?.Place?.DistrictCode ?? "";

    /// <summary>Reads the forms, given in any order.</summary>
    public static HouseholdPeople Of(string householdId, IReadOnlyList<IntegratedProtectionForm> forms)
    {
        IntegratedProtectionForm[] ordered = [.. forms];
        Array.Sort(ordered, FormOrder.Instance);
        var people = new List<KnownPerson>();
        for (var i = ordered.Length - 1; i >= 0; i--)
        {
            var statements = Statement.Of(ordered[i]);
            var links = Linker.Assign(statements, people, householdId, Familiarity.Placed);
            for (var s = 0; s < statements.Length; s++)
            {
                if (links[s].Person is { } known)
                    known.AddNewer(statements[s]);
                else
                    people.Add(new KnownPerson(statements[s]));
            }
        }

        var household = new HouseholdPeople(householdId, ordered, people);
        household.MarkCurrent();
        GiveIds(people);
        return household;
    }

    /// <summary>Every identifier that somebody of the household has or had.</summary>
    public IEnumerable<string> MemberIds => People.SelectMany(person => person.FormerIds.Prepend(person.MemberId));

    /// <summary>Who a form means by an identifier of its own; null for nobody.</summary>
    public KnownPerson? PersonOf(IntegratedProtectionForm form, string memberId) => memberId.Length == 0 ? null
        : People.FirstOrDefault(person => person.Statements.Exists(said => ReferenceEquals(said.Form, form) && said.Member.MemberId == memberId));

    /// <summary>The head by a form; null when it names none.</summary>
    public KnownPerson? HeadOf(IntegratedProtectionForm? form) => form is null ? null
        : People.FirstOrDefault(person => person.Statements.Exists(said => ReferenceEquals(said.Form, form) && said.Member.Kinship == Kinship.Head));

    /// <summary>The people as the forms list them, the form of the whole household first.</summary>
    public IEnumerable<KnownPerson> InOrder() =>
        Forms.OrderBy(form => !ReferenceEquals(form, Whole))
            .SelectMany(form => form.Members.Select(member => (form, member)))
            .Select(row => People.First(person => person.Statements.Exists(said => ReferenceEquals(said.Member, row.member))))
            .Distinct();

    /// <summary>The smallest number that nobody of a household has as identifier.</summary>
    public static string NextId(IReadOnlySet<string> given)
    {
        for (var number = given.Count + 1; ; number++)
        {
            var id = number.ToString(CultureInfo.InvariantCulture);
            if (!given.Contains(id))
                return id;
        }
    }

    // Whoever the newest form of the whole household has, and whoever a census has found there since.
    private void MarkCurrent()
    {
        foreach (var person in People)
        {
            person.Current = Whole is null || ReferenceEquals(person.Newest.Form, Whole)
                || FormOrder.Outranks(person.Newest.Form, Whole) || person.Statements.Exists(statement => ReferenceEquals(statement.Form, Whole));
        }
    }

    // The identifier that the form gave which was stored first; it stays the same when later forms use the numbers otherwise.
    private static void GiveIds(List<KnownPerson> people)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var without = new List<KnownPerson>();
        foreach (var (person, first) in people.Select(person => (person, First: person.Statements.MinBy(StoredAt))).OrderBy(pair => StoredAt(pair.First!)))
        {
            person.MemberId = first!.Member.MemberId;
            if (person.MemberId.Length == 0 || !given.Add(person.MemberId))
                without.Add(person);
        }

        foreach (var person in without)
        {
            person.MemberId = NextId(given);
            given.Add(person.MemberId);
        }

        foreach (var person in people)
        {
            if (person.Statements.Count > 1)
                person.FormerIds = [.. person.Statements.Select(statement => statement.Member.MemberId).Where(id => id.Length != 0 && given.Add(id))];
        }
    }

    private static (long Seconds, int Nanos, string FormId) StoredAt(Statement statement)
    {
        var time = statement.Form.UpdateTime ?? new Timestamp();
        return (time.Seconds, time.Nanos, statement.Form.FormId);
    }
}

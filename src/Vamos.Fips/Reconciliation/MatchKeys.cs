namespace Vamos.Fips.Reconciliation;

using System.Globalization;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>
/// Keys by which a store finds the households that somebody may be known in. A store keeps <see cref="Of(KnownHousehold)"/> of every household
/// and looks up <see cref="Of(FormMember)"/> of every member of a new form. What shares a key is a candidate, no more.
/// </summary>
public static class MatchKeys
{
    /// <summary>What keys of identity documents begin with.</summary>
    public const string DocumentPrefix = "c:";

    /// <summary>What keys of provisional identifiers begin with.</summary>
    public const string ProvisionalPrefix = "p:";

    /// <summary>What keys of names with births begin with.</summary>
    public const string NamePrefix = "n:";

    private const int MostProvisionalIds = 8;
    private const int LongestProvisionalId = 200;

    /// <summary>
    /// Keys of a member, at most fifteen: the document, provisional identifiers, and of name and birth one key when there is a document, and
    /// without a document tolerant ones too (day and month exchanged, another given name, the year alone). The order of given name and surname,
    /// accents, capitals, particles and letters that sound alike do not matter to them.
    /// </summary>
    public static IReadOnlyList<string> Of(FormMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var statement = new Statement(NoForm, member);
        var keys = new List<string>(6);
        if (statement.Document is { } document)
            keys.Add(Key(document));
        foreach (var id in member.ProvisionalIds.Take(MostProvisionalIds))
            Add(keys, Key(id));
        AddNames(keys, statement.Name, member.BirthDate, tolerant: statement.Document is null);
        return keys;
    }

    /// <summary>
    /// Keys of somebody who is looked for with more patience, when no document of the form is known: those of <see cref="Of(FormMember)"/>, and
    /// the tolerant ones for people with a document also, who may have been written down without it.
    /// </summary>
    public static IReadOnlyList<string> ToFind(FormMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var keys = new List<string>(Of(member));
        AddNames(keys, PlainName.Of(member.Name), member.BirthDate, tolerant: true);
        return keys;
    }

    /// <summary>Keys of everybody whom a household's forms name, with the provisional identifiers that its view gives them.</summary>
    public static IReadOnlyList<string> Of(KnownHousehold household)
    {
        ArgumentNullException.ThrowIfNull(household);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in household.LatestForms)
        {
            foreach (var member in form.Members)
                keys.UnionWith(Of(member));
        }

        foreach (var person in HouseholdPeople.Of(household.HouseholdId, household.LatestForms).People)
        {
            foreach (var id in person.ProvisionalIds(household.HouseholdId))
                keys.Add(Key(id));
        }

        return [.. keys.Order(StringComparer.Ordinal)];
    }

    private static readonly IntegratedProtectionForm NoForm = new();

    private static string Key(NationalId id) => DocumentPrefix + id.Canonical().ToText();

    private static string Key(ProvisionalId id) =>
        $"{ProvisionalPrefix}{id.Institution}:{(id.Value.Length <= LongestProvisionalId ? id.Value : id.Value[..LongestProvisionalId])}";

    private static void AddNames(List<string> keys, PlainName name, Date? birth, bool tolerant)
    {
        if (birth is null || birth.Year == 0 || name.Given.Length == 0 || name.Surnames.Length == 0)
            return;
        if (birth.Day == 0 || birth.Month == 0)
        {
            Add(keys, Name(name.Given[0], birth.Year, 0, 0));
            return;
        }

        Add(keys, Name(name.Given[0], birth.Year, birth.Month, birth.Day));
        if (!tolerant)
            return;
        Add(keys, Name(name.Given[0], birth.Year, 0, 0));
        if (birth.Day <= 12)
            Add(keys, Name(name.Given[0], birth.Year, birth.Day, birth.Month));
        if (name.Given.Length > 1)
            Add(keys, Name(name.Given[1], birth.Year, birth.Month, birth.Day));

        string Name(string given, int year, int month, int day)
        {
            var (first, second) = (WordLikeness.Sound(given), WordLikeness.Sound(name.Surnames[0]));
            if (string.CompareOrdinal(first, second) > 0)
                (first, second) = (second, first);
            return string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{first}|{second}|{year:0000}{month:00}{day:00}");
        }
    }

    private static void Add(List<string> keys, string key)
    {
        if (!keys.Contains(key))
            keys.Add(key);
    }
}

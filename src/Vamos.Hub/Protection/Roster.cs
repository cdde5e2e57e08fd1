namespace Vamos.Hub.Protection;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Who is looked at: the person asked about and the members by the household's form, each once, and no more than fit.</summary>
internal sealed class Roster
{
    private Roster(IReadOnlyList<Entry> entries) => Entries = entries;

    /// <summary>Everybody, in the order of the form; somebody whom the form does not name comes first.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The documents of all but one.</summary>
    public IReadOnlyList<NationalId> DocumentsBeside(NationalId? person) =>
        [.. Entries.Select(entry => entry.Document).OfType<NationalId>().Where(document => !document.Equals(person))];

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form; null without any.</param>
    /// <param name="person">The person asked about, in canonical form; null when a household is.</param>
    /// <param name="most">Most people.</param>
    public static Roster Of(HouseholdRecord? form, NationalId? person, int most)
    {
        List<Entry> entries = [];
        var seen = new HashSet<NationalId>();
        foreach (var member in form?.Members ?? [])
        {
            var document = DocumentOf(member);
            if (document is null || seen.Add(document))
                entries.Add(new Entry(member, document));
        }

        if (person is not null && !seen.Contains(person))
            entries.Insert(0, new Entry(null, person));
        if (entries.Count <= most)
            return new Roster(entries);
        var asked = entries.FindIndex(entry => entry.Document?.Equals(person) == true);
        return new Roster(asked < most ? entries[..most] : [.. entries[..(most - 1)], entries[asked]]);
    }

    // A number that cannot be one of a document is none: nobody could be asked about it.
    private static NationalId? DocumentOf(HouseholdMember member) =>
        member.NationalId is { } document && !document.Violations("").Any() ? document.Canonical() : null;

    /// <summary>One of them.</summary>
    /// <param name="Member">What the form says; null for the person asked about when no form names him or her.</param>
    /// <param name="Document">The document, in canonical form; null without one.</param>
    internal sealed record Entry(HouseholdMember? Member, NationalId? Document);
}

namespace Vamos.Hub.Fips.Store;

using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>The people whose facts a stored form changed, as the feed keeps them: country, letter and number of their documents, one to a line.</summary>
internal static class PeopleList
{
    private const char Line = '\n';
    private const char Part = '|';

    /// <summary>The documents of members.</summary>
    public static IEnumerable<NationalId> Of(IntegratedProtectionForm form) =>
        form.Members.Where(member => member.NationalId is { Number.Length: > 0 }).Select(member => member.NationalId.Canonical());

    /// <summary>The people as text, each once.</summary>
    public static string Write(IEnumerable<NationalId> people) =>
        string.Join(Line, people.Select(person => string.Join(Part, person.CountryCode, person.Letter, person.Number)).Distinct(StringComparer.Ordinal));

    /// <summary>The people of a text.</summary>
    public static IEnumerable<NationalId> Read(string text) => text.Split(Line, StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(Part, count: 3))
        .Where(parts => parts.Length == 3)
        .Select(parts => new NationalId { CountryCode = parts[0], Letter = parts[1], Number = parts[2] });
}

namespace Vamos.Hub.Fips.Store;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vamos.Common.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

/// <summary>
/// Keys by which forms are found, as numbers: an index of numbers is small, and holds no names. Two keys may share a number, so whoever finds
/// something by one looks at what it found.
/// </summary>
internal static class MatchKeyHash
{
    /// <summary>The keys that members of a form are found by, each once.</summary>
    public static long[] Of(IntegratedProtectionForm form) => Of(form.Members.SelectMany(MatchKeys.Of));

    /// <summary>The keys of documents alone.</summary>
    public static long[] OfDocuments(IntegratedProtectionForm form) =>
        Of(PeopleList.Of(form).SelectMany(Keys).Where(key => key.StartsWith(MatchKeys.DocumentPrefix, StringComparison.Ordinal)));

    /// <summary>The keys that members of a form are looked for by, each once.</summary>
    public static long[] ToFind(IntegratedProtectionForm form) => Of(form.Members.SelectMany(MatchKeys.ToFind));

    /// <summary>The keys that a household is found by.</summary>
    public static long[] Of(KnownHousehold household) => Of(MatchKeys.Of(household));

    /// <summary>The keys under which forms of a person with a document are found.</summary>
    public static long[] Of(NationalId person) => Of(Keys(person));

    /// <summary>The number of a key.</summary>
    public static long Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    private static IReadOnlyList<string> Keys(NationalId person) => MatchKeys.Of(new FormMember { NationalId = person });

    private static long[] Of(IEnumerable<string> keys) => [.. keys.Select(Of).Distinct()];
}

namespace Vamos.Adapters.Certification.Checks;

using System.Collections;
using Google.Protobuf;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

/// <summary>Compares two answers about the same person, leaving aside when they were read and in which order facts stand.</summary>
internal static class AnswerComparison
{
    /// <summary>What differs, in words without personal data; null when nothing does.</summary>
    public static string? Difference(Outcome one, Outcome other)
    {
        if (one.Refusal is not null || other.Refusal is not null)
            return one.Refusal?.Code == other.Refusal?.Code ? null : $"one is {one.InWords()}, the other {other.InWords()}";
        var (left, right) = (Plain(one.Records!), Plain(other.Records!));
        var fields = PersonRecords.Descriptor.Fields.InDeclarationOrder().Where(field => !Same(field.Accessor.GetValue(left), field.Accessor.GetValue(right)));
        var names = string.Join(", ", fields.Select(field => field.Name));
        return names.Length == 0 ? null : $"they differ in {names}";
    }

    /// <summary>The answer without what may differ between two readings.</summary>
    public static PersonRecords Plain(PersonRecords records)
    {
        var plain = records.Clone();
        plain.NationalId = plain.NationalId?.Canonical();
        if (plain.Person is not null)
            plain.Person.NationalId = plain.Person.NationalId?.Canonical();
        foreach (var provenance in plain.Provenances())
        {
            if (provenance is null)
                continue;
            provenance.RetrievedAt = null;
            provenance.CacheAge = null;
            provenance.FromCache = false;
        }

        return plain;
    }

    private static bool Same(object? one, object? other) => (one, other) switch
    {
        (IList left, IList right) => Sorted(left).SequenceEqual(Sorted(right), StringComparer.Ordinal),
        _ => Equals(one, other),
    };

    private static IEnumerable<string> Sorted(IList list) =>
        list.Cast<IMessage>().Select(message => Convert.ToBase64String(message.ToByteArray())).Order(StringComparer.Ordinal);
}

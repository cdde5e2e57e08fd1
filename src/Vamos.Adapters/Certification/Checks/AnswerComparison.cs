namespace Vamos.Adapters.Certification.Checks;

using System.Collections;
using Google.Protobuf;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

/// <summary>Compares two answers about the same person, leaving aside when they were read and in which order facts stand.</summary>
internal static class AnswerComparison
{
    private const int MostNamed = 5;

    /// <summary>What differs, in words without personal data; null when nothing does.</summary>
    public static string? Difference(Outcome one, Outcome other)
    {
        if (one.Refusal is not null || other.Refusal is not null)
            return one.Refusal?.Code == other.Refusal?.Code ? null : $"one is {one.InWords()}, the other {other.InWords()}";
        var fields = Differing(Plain(one.Records!), Plain(other.Records!), "").Distinct().Take(MostNamed + 1).ToList();
        if (fields.Count == 0)
            return null;
        return $"they differ in {string.Join(", ", fields.Take(MostNamed))}{(fields.Count > MostNamed ? " and more" : "")}";
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

    private static IEnumerable<string> Differing(IMessage one, IMessage other, string path)
    {
        foreach (var field in one.Descriptor.Fields.InDeclarationOrder())
        {
            var (left, right, name) = (field.Accessor.GetValue(one), field.Accessor.GetValue(other), path + field.Name);
            var inner = (left, right) switch
            {
                (IList lefts, IList rights) => InLists(lefts, rights, name),
                (IMessage message, IMessage counterpart) when !IsLeaf(message) => Differing(message, counterpart, name + "."),
                _ => Equals(left, right) ? [] : [name],
            };
            foreach (var difference in inner)
                yield return difference;
        }
    }

    private static IEnumerable<string> InLists(IList left, IList right, string path)
    {
        if (left.Count != right.Count)
            return [$"{path} ({left.Count} and {right.Count})"];
        // What occurs on both sides is out of the question; the rest is compared in its order.
        var (lefts, rights) = (left.Cast<object>().ToList(), right.Cast<object>().ToList());
        lefts.RemoveAll(rights.Remove);
        return lefts.Zip(rights).SelectMany(pair => pair is { First: IMessage one, Second: IMessage other } ? Differing(one, other, path + ".") : [path]);
    }

    // Dates and instants say nothing by their parts.
    private static bool IsLeaf(IMessage message) => message.Descriptor.File.Package == "google.protobuf" || message is Date;
}

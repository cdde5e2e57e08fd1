namespace Vamos.Hub.Exchange;

using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>The fields by which the exchange knows what a message is about, found by their names in the contract.</summary>
internal static class MessageFields
{
    private static readonly ConcurrentDictionary<(MessageDescriptor, string), FieldDescriptor?> Found = new();

    /// <summary>The person that a message is about; null when it names none.</summary>
    public static NationalId? Subject(IMessage message) => Value(message, "national_id") as NationalId;

    /// <summary>Everybody whom a message is about: the person that it names, and the members of the household form that it carries.</summary>
    public static IEnumerable<NationalId> Subjects(IMessage message)
    {
        if (Subject(message) is { } person)
            yield return person;
        if (Value(message, "form") is not IntegratedProtectionForm form)
            yield break;
        foreach (var member in form.Members)
        {
            if (member.NationalId is { } own)
                yield return own;
        }
    }

    /// <summary>The programme that a message is about; null when it names none.</summary>
    public static string? Programme(IMessage message) => Value(message, "programme_code") as string;

    /// <summary>The number by which a message of a stream belongs to its question; null when it has none.</summary>
    public static long? CorrelationId(IMessage message) => Value(message, "correlation_id") as long?;

    private static object? Value(IMessage message, string name) =>
        Found.GetOrAdd((message.Descriptor, name), static key => key.Item1.FindFieldByName(key.Item2))?.Accessor.GetValue(message);
}

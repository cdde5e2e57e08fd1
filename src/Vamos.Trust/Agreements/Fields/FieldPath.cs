namespace Vamos.Trust.Agreements.Fields;

using Google.Protobuf.Reflection;

/// <summary>
/// Paths of an agreement. A path ends at a value, or with <c>.*</c> at everything beneath a message. It goes through repeated
/// fields and the values of maps. The small messages of the common contract (a date, an identity number, a provenance) count as values.
/// </summary>
internal static class FieldPath
{
    private const string Rest = "*";

    /// <summary>Whether a message is granted as one value. They hold nothing that an agreement would take apart.</summary>
    public static bool IsValue(MessageDescriptor message) =>
        message.File.Package.StartsWith("vamos.common.", StringComparison.Ordinal) || IsForeign(message);

    /// <summary>Whether a message is of another contract, like a timestamp.</summary>
    public static bool IsForeign(MessageDescriptor message) => message.File.Package.StartsWith("google.", StringComparison.Ordinal);

    /// <summary>The message that a field leads into; null for a plain value.</summary>
    public static MessageDescriptor? Beneath(FieldDescriptor field)
    {
        var of = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
        return of.FieldType is FieldType.Message or FieldType.Group ? of.MessageType : null;
    }

    /// <summary>Reads a path; null when it is right, otherwise what is wrong, to follow the path.</summary>
    public static string? Parse(MessageDescriptor message, string path, out IReadOnlyList<string> segments)
    {
        var parts = path.Split('.');
        segments = parts;
        MessageDescriptor? at = message;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == Rest)
            {
                segments = parts[..i];
                return i == parts.Length - 1 ? null : "may have * only at its end";
            }

            if (at is null || IsValue(at))
                return $"goes on behind {string.Join('.', parts[..i])}, which is a value; end it there";
            if (at.FindFieldByName(parts[i]) is not { } field)
                return NoField(at, parts[i]);
            at = Beneath(field);
        }

        return at is null || IsValue(at) ? null
            : $"names a whole {at.Name}; name the fields that are granted ({Names(at)}), or write {path}.* for all of them and all that later contracts add";
    }

    private static string NoField(MessageDescriptor message, string name)
    {
        var near = message.Fields.InDeclarationOrder().FirstOrDefault(f => f.JsonName == name);
        return near is not null
            ? $"writes '{name}', which the contract writes {near.Name}"
            : $"names '{name}', but {message.Name} has only {Names(message)}";
    }

    private static string Names(MessageDescriptor message) => string.Join(", ", message.Fields.InDeclarationOrder().Select(f => f.Name));
}

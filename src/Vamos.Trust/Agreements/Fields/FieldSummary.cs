namespace Vamos.Trust.Agreements.Fields;

using Google.Protobuf.Reflection;

/// <summary>A grant in paths, for people.</summary>
internal static class FieldSummary
{
    public static IReadOnlyList<string> Granted(MessageDescriptor message, FieldTree tree)
    {
        List<string> paths = [];
        Granted(message, tree, "", paths);
        return paths;
    }

    public static IReadOnlyList<string> Withheld(MessageDescriptor message, FieldTree tree)
    {
        List<string> paths = [];
        Withheld(message, tree, "", paths);
        return paths;
    }

    private static void Granted(MessageDescriptor message, FieldTree tree, string prefix, List<string> paths)
    {
        if (tree.IsWhole)
        {
            paths.Add(prefix.Length == 0 ? "*" : FieldPath.IsValue(message) ? prefix : prefix + ".*");
            return;
        }

        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (!tree.Children.TryGetValue(field.Name, out var child))
                continue;
            if (FieldPath.Beneath(field) is { } beneath)
                Granted(beneath, child, Join(prefix, field), paths);
            else
                paths.Add(Join(prefix, field));
        }
    }

    private static void Withheld(MessageDescriptor message, FieldTree tree, string prefix, List<string> paths)
    {
        if (tree.IsWhole)
            return;
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (!tree.Children.TryGetValue(field.Name, out var child))
                paths.Add(Join(prefix, field));
            else if (FieldPath.Beneath(field) is { } beneath)
                Withheld(beneath, child, Join(prefix, field), paths);
        }
    }

    private static string Join(string prefix, FieldDescriptor field) => prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
}

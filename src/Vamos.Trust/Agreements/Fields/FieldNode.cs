namespace Vamos.Trust.Agreements.Fields;

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

/// <summary>A mask compiled for one type of message: for each of its fields, whether it is kept, removed, or looked into.</summary>
internal sealed class FieldNode
{
    private readonly FieldAccess[] _removed;
    private readonly (FieldAccess Access, int Release)[] _kept;
    private readonly (FieldAccess Access, FieldNode Node)[] _entered;
    private readonly (FieldAccess Access, FieldNode Node, int Release)[] _values;
    private readonly Action<IMessage>? _discardUnknown;

    private FieldNode(MessageDescriptor message, FieldTree tree, string prefix, List<string> releases)
    {
        List<FieldAccess> removed = [];
        List<(FieldAccess, int)> kept = [];
        List<(FieldAccess, FieldNode)> entered = [];
        List<(FieldAccess, FieldNode, int)> values = [];
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            var access = FieldAccess.Of(field);
            var path = prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
            var child = tree.IsWhole ? FieldTree.Everything : tree.Children.GetValueOrDefault(field.Name);
            var beneath = FieldPath.Beneath(field);
            if (child is null || child.IsEmpty)
                removed.Add(access);
            else if (child.IsWhole && !tree.IsWhole && beneath is not null && FieldPath.IsValue(beneath) && !FieldPath.IsForeign(beneath))
                values.Add((access, Value(beneath), Release(path)));
            else if (child.IsWhole && (tree.IsWhole || beneath is null || FieldPath.IsValue(beneath)))
                kept.Add((access, Release(path)));
            else
                entered.Add((access, new FieldNode(beneath!, child, path, releases)));
        }

        _removed = [.. removed];
        _kept = [.. kept];
        _entered = [.. entered];
        _values = [.. values];
        _discardUnknown = tree.IsWhole ? null : FieldAccess.DiscardUnknown(message);

        int Release(string path)
        {
            releases.Add(path);
            return releases.Count - 1;
        }
    }

    // a value: all that this contract knows of it is kept, and nothing that it does not know
    private FieldNode(MessageDescriptor message)
    {
        _removed = [];
        _kept = [];
        _entered = [];
        _values = [.. message.Fields.InFieldNumberOrder()
            .Select(f => (f, beneath: FieldPath.Beneath(f)))
            .Where(pair => pair.beneath is not null && !FieldPath.IsForeign(pair.beneath))
            .Select(pair => (FieldAccess.Of(pair.f), Value(pair.beneath!), -1))];
        _discardUnknown = FieldAccess.DiscardUnknown(message);
    }

    public static FieldNode Compile(MessageDescriptor message, FieldTree tree, List<string> releases) => new(message, tree, "", releases);

    /// <summary>Removes from a message what is not granted, and notes what is released.</summary>
    public void Apply(IMessage message, ReleasedFields? released)
    {
        foreach (var access in _removed)
            access.Clear(message);
        foreach (var (access, node) in _entered)
            Enter(access.Value(message), node, released);
        foreach (var (access, node, release) in _values)
        {
            Enter(access.Value(message), node, null);
            Note(access, release, message, released);
        }

        if (released is not null)
        {
            foreach (var (access, release) in _kept)
                Note(access, release, message, released);
        }

        _discardUnknown?.Invoke(message);
    }

    private static FieldNode Value(MessageDescriptor message) => new(message);

    private static void Note(FieldAccess access, int release, IMessage message, ReleasedFields? released)
    {
        if (released is not null && !released.Has(release) && access.IsPresent(message))
            released.Add(release);
    }

    private static void Enter(object? value, FieldNode node, ReleasedFields? released)
    {
        switch (value)
        {
            case IMessage message:
                node.Apply(message, released);
                break;
            case IDictionary map:
                foreach (var entry in map.Values)
                    node.Apply((IMessage)entry, released);
                break;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                    node.Apply((IMessage)list[i]!, released);
                break;
        }
    }
}

namespace Vamos.Trust.Agreements.Fields;

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

/// <summary>
/// The fields of a message that may be seen. Compiled once; safe for many threads. Nothing is kept that it does not name:
/// a field that a later contract adds stays hidden until an agreement grants it.
/// </summary>
public sealed class FieldGrant
{
    private readonly FieldTree _tree;
    private readonly FieldNode _node;
    private readonly List<string> _releases = [];

    private FieldGrant(MessageDescriptor message, FieldTree tree)
    {
        Message = message;
        _tree = tree;
        _node = FieldNode.Compile(message, tree, _releases);
    }

    /// <summary>Type of the messages.</summary>
    public MessageDescriptor Message { get; }

    /// <summary>Whether nothing is granted at all.</summary>
    public bool IsEmpty => _tree.IsEmpty;

    /// <summary>Whether everything is granted, what a later contract adds among it.</summary>
    public bool IsWhole => _tree.IsWhole;

    /// <summary>The fields of the message itself of which something is granted.</summary>
    public IEnumerable<string> TopFields =>
        Message.Fields.InDeclarationOrder().Select(f => f.Name).Where(name => _tree.IsWhole || _tree.Children.ContainsKey(name));

    /// <summary>The granted paths, each as short as it can be; <c>.*</c> stands for everything beneath.</summary>
    public IReadOnlyList<string> Paths => FieldSummary.Granted(Message, _tree);

    /// <summary>The paths that are not granted, each as short as it can be.</summary>
    public IReadOnlyList<string> Withheld => FieldSummary.Withheld(Message, _tree);

    /// <summary>The grant of the paths of an agreement.</summary>
    /// <exception cref="ArgumentException">A path is wrong. <see cref="WhatIsWrong"/> says so beforehand.</exception>
    public static FieldGrant Compile(MessageDescriptor message, IEnumerable<string> paths) => new(message, FieldTree.Of(paths.Select(path =>
        FieldPath.Parse(message, path, out var segments) is { } wrong ? throw new ArgumentException($"{path} {wrong}", nameof(paths)) : segments)));

    /// <summary>What a caller's read mask asks for, where a message means all of it; everything when there is no mask.</summary>
    /// <param name="message">Type of the messages.</param>
    /// <param name="mask">The mask. Paths that the message does not have ask for nothing.</param>
    public static FieldGrant Wanted(MessageDescriptor message, FieldMask? mask) => new(message, mask is null || mask.Paths.Count == 0
        ? FieldTree.Everything
        : FieldTree.Of(mask.Paths.Select(path => path.Split('.')).Where(segments => Exists(message, segments))));

    /// <summary>What is wrong with a path, to follow it in a sentence; null when nothing is.</summary>
    public static string? WhatIsWrong(MessageDescriptor message, string path) => FieldPath.Parse(message, path, out _);

    /// <summary>What is granted of the message in a field that is not repeated; null when nothing is. Example: <c>beneficiary</c>.</summary>
    public FieldGrant? Within(string field)
    {
        var beneath = Message.FindFieldByName(field) is { IsMap: false } found ? FieldPath.Beneath(found) : null;
        var tree = _tree.IsWhole ? FieldTree.Everything : _tree.Children.GetValueOrDefault(field);
        return beneath is null || tree is null ? null : new FieldGrant(beneath, tree);
    }

    /// <summary>What both grant.</summary>
    public FieldGrant Intersect(FieldGrant other) => new(Same(other), FieldTree.Intersect(_tree, other._tree));

    /// <summary>What either grants.</summary>
    public FieldGrant Union(FieldGrant other) => new(Same(other), FieldTree.Union(_tree, other._tree));

    /// <summary>A place to gather what is released.</summary>
    public ReleasedFields Releases() => new(_releases);

    /// <summary>Removes from a message, in place, everything that is not granted.</summary>
    /// <param name="message">The message; nobody else may be reading it.</param>
    /// <param name="released">Gathers the granted paths that the message holds; null when nobody asks.</param>
    public void Apply(IMessage message, ReleasedFields? released = null)
    {
        if (!ReferenceEquals(message.Descriptor, Message))
            throw new ArgumentException($"The grant is of {Message.FullName}, the message is a {message.Descriptor.FullName}.", nameof(message));
        _node.Apply(message, released);
    }

    private MessageDescriptor Same(FieldGrant other) => ReferenceEquals(Message, other.Message)
        ? Message
        : throw new ArgumentException($"The grants are of different messages: {Message.FullName} and {other.Message.FullName}.", nameof(other));

    private static bool Exists(MessageDescriptor message, string[] segments)
    {
        MessageDescriptor? at = message;
        foreach (var segment in segments)
        {
            if (at?.FindFieldByName(segment) is not { } field)
                return false;
            at = FieldPath.Beneath(field);
        }

        return true;
    }
}

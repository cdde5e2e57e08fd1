namespace Vamos.Trust.Agreements.Fields;

/// <summary>A set of field paths as a tree: the pure arithmetic of grants. A whole tree holds everything beneath it.</summary>
internal sealed class FieldTree
{
    private readonly SortedDictionary<string, FieldTree> _children = new(StringComparer.Ordinal);

    /// <summary>Everything.</summary>
    public static FieldTree Everything => new() { IsWhole = true };

    public bool IsWhole { get; private set; }

    public bool IsEmpty => !IsWhole && _children.Count == 0;

    public IReadOnlyDictionary<string, FieldTree> Children => _children;

    /// <summary>The tree of many paths.</summary>
    public static FieldTree Of(IEnumerable<IReadOnlyList<string>> paths)
    {
        var tree = new FieldTree();
        foreach (var path in paths)
            tree.Add(path);
        return tree;
    }

    /// <summary>Adds a path; false when it was in the tree already, by itself or under another.</summary>
    public bool Add(IReadOnlyList<string> path)
    {
        var at = this;
        foreach (var segment in path)
        {
            if (at.IsWhole)
                return false;
            if (!at._children.TryGetValue(segment, out var next))
                at._children[segment] = next = new FieldTree();
            at = next;
        }

        if (at.IsWhole)
            return false;
        at.IsWhole = true;
        at._children.Clear();
        return true;
    }

    /// <summary>What is in both.</summary>
    public static FieldTree Intersect(FieldTree one, FieldTree other)
    {
        if (one.IsWhole)
            return other;
        if (other.IsWhole)
            return one;

        var both = new FieldTree();
        foreach (var (name, child) in one._children)
        {
            if (other._children.TryGetValue(name, out var same) && Intersect(child, same) is { IsEmpty: false } shared)
                both._children[name] = shared;
        }

        return both;
    }

    /// <summary>What is in either.</summary>
    public static FieldTree Union(FieldTree one, FieldTree other)
    {
        if (one.IsWhole || other.IsWhole)
            return Everything;

        var either = new FieldTree();
        foreach (var (name, child) in one._children)
            either._children[name] = other._children.TryGetValue(name, out var same) ? Union(child, same) : child;
        foreach (var (name, child) in other._children)
            either._children.TryAdd(name, child);
        return either;
    }
}

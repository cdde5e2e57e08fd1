namespace Vamos.Programmes.Criteria;

using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>At least one of several. One that is met is enough, whatever is unknown of the others.</summary>
internal sealed record AnyCondition : Condition
{
    [DocumentKey("The conditions.", MinimumCount = 2)]
    public required IReadOnlyList<Condition> Of { get; init; }

    public override FactKindSet Needs => Of.Aggregate(default(FactKindSet), (needs, part) => needs | part.Needs);

    internal override Truth Judge(in Case asked, Trail? trail) => Group.Judge(Of, Truth.Yes, asked, trail);

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => Group.Check(Of, at, path, programmes);
}

/// <summary>Every one of several. One that is not met is enough, whatever is unknown of the others.</summary>
internal sealed record AllCondition : Condition
{
    [DocumentKey("The conditions.", MinimumCount = 2)]
    public required IReadOnlyList<Condition> Of { get; init; }

    public override FactKindSet Needs => Of.Aggregate(default(FactKindSet), (needs, part) => needs | part.Needs);

    internal override Truth Judge(in Case asked, Trail? trail) => Group.Judge(Of, Truth.No, asked, trail);

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => Group.Check(Of, at, path, programmes);
}

/// <summary>None of several. One that is met is enough to fail, whatever is unknown of the others.</summary>
internal sealed record NoneCondition : Condition
{
    [DocumentKey("The conditions.", MinimumCount = 1)]
    public required IReadOnlyList<Condition> Of { get; init; }

    public override FactKindSet Needs => Of.Aggregate(default(FactKindSet), (needs, part) => needs | part.Needs);

    internal override Truth Judge(in Case asked, Trail? trail) => Group.Judge(Of, Truth.Yes, asked, trail).Not();

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => Group.Check(Of, at, path, programmes);
}

/// <summary>What groups have in common.</summary>
internal static class Group
{
    /// <summary>Goes through the parts until one decides. The trail tells of the part that did, or of all that came to the answer together.</summary>
    public static Truth Judge(IReadOnlyList<Condition> parts, Truth deciding, in Case asked, Trail? trail)
    {
        var truth = deciding == Truth.Yes ? Truth.No : Truth.Yes;
        List<(Truth Truth, Trail Trail)>? told = trail is null ? null : new(parts.Count);
        for (var i = 0; i < parts.Count && truth != deciding; i++)
        {
            var part = trail is null ? null : new Trail();
            var answer = parts[i].Judge(asked, part);
            truth = deciding == Truth.Yes ? truth.Or(answer) : truth.And(answer);
            if (part is not null)
                told!.Add((answer, part));
        }

        if (told is not null)
            Tell(told, truth, trail!);
        return truth;
    }

    public static void Check(IReadOnlyList<Condition> parts, DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        for (var i = 0; i < parts.Count; i++)
            parts[i].Check(at, $"{path}.of[{i}]", programmes);
    }

    private static void Tell(List<(Truth Truth, Trail Trail)> told, Truth truth, Trail trail)
    {
        List<string> explanations = new(told.Count);
        foreach (var (answer, part) in told)
        {
            if (answer != truth)
                continue;
            trail.Include(part);
            if (!explanations.Contains(part.Explanation))
                explanations.Add(part.Explanation);
        }

        trail.Explanation = string.Join(' ', explanations);
    }
}

namespace Vamos.Fips.Reconciliation;

using System.Collections;
using Google.Protobuf;
using Vamos.Common.V1;

/// <summary>Merges a message field by field from forms of which the one that counts first comes first, and lists what they disagree about.</summary>
internal sealed class FieldMerge(ConflictList conflicts)
{
    /// <summary>
    /// Completes a message. An answer is never overridden by silence; of several answers the first counts.
    /// </summary>
    /// <param name="target">A copy of the first source's message, or an empty one.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="path">Path of the message in the view.</param>
    public void Complete(IMessage target, IReadOnlyList<Source<IMessage>> sources, string path)
    {
        if (sources.Count < 2)
            return;
        foreach (var rule in FieldRule.Of(target.Descriptor))
        {
            var at = path.Length == 0 ? rule.Field.Name : $"{path}.{rule.Field.Name}";
            if (rule.IsNested)
                Nested(target, rule, sources, at);
            else
                Single(target, rule, sources, at);
        }
    }

    private void Nested(IMessage target, FieldRule rule, IReadOnlyList<Source<IMessage>> sources, string at)
    {
        var parts = new List<Source<IMessage>>(sources.Count);
        foreach (var (message, form) in sources)
        {
            if (rule.Field.Accessor.GetValue(message) is IMessage part)
                parts.Add(new(part, form));
        }

        if (parts.Count == 0)
            return;
        if (rule.Field.Accessor.GetValue(target) is not IMessage into)
        {
            into = Copy(parts[0].Message);
            rule.Field.Accessor.SetValue(target, into);
        }

        Complete(into, parts, at);
        if (into is V1.HealthAnswers health)
            Disabilities.Complete(health, parts, conflicts, at);
    }

    private void Single(IMessage target, FieldRule rule, IReadOnlyList<Source<IMessage>> sources, string at)
    {
        object? chosen = null;
        var differ = false;
        foreach (var (message, _) in sources)
        {
            if (!Says(rule, target, message, out var value))
                continue;
            if (chosen is null)
                chosen = value;
            else
                differ |= !Agree(chosen, value);
        }

        if (chosen is null)
            return;
        if (!rule.IsAnswered(target))
            Set(target, rule, chosen);
        if (!differ)
            return;
        foreach (var (message, form) in sources)
        {
            if (Says(rule, target, message, out var value))
                conflicts.Add(at, value, form);
        }
    }

    private static bool Says(FieldRule rule, IMessage target, IMessage message, out object value)
    {
        value = "";
        if (!rule.IsAnswered(message) || !rule.MayFill(target, message))
            return false;
        value = rule.Field.Accessor.GetValue(message);
        return true;
    }

    private static void Set(IMessage target, FieldRule rule, object value)
    {
        if (rule.Field.IsRepeated)
        {
            var list = (IList)rule.Field.Accessor.GetValue(target);
            foreach (var item in (IList)value)
                list.Add(item is IMessage message ? Copy(message) : item);
        }
        else
        {
            rule.Field.Accessor.SetValue(target, value is IMessage message ? Copy(message) : value);
        }
    }

    private static IMessage Copy(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteArray());

    private static bool Agree(object one, object other) => (one, other) switch
    {
        (string a, string b) => PlainName.SameWords(a, b),
        (NationalId a, NationalId b) => Statement.SameDocument(a, b),
        (IList a, IList b) => SameItems(a, b),
        _ => one.Equals(other),
    };

    private static bool SameItems(IList one, IList other) =>
        one.Count == other.Count && one.Cast<object>().Select(item => item.ToString()).Order(StringComparer.Ordinal)
            .SequenceEqual(other.Cast<object>().Select(item => item.ToString()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}

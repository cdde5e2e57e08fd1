namespace Vamos.Adapters.Certification.Expectations;

using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Common.V1;

/// <summary>Compares an answer with what is expected of it.</summary>
/// <param name="showValues">Whether differences say what the adapter answered, which is personal data as a rule.</param>
internal sealed class ExpectedMatch(bool showValues)
{
    /// <summary>Where an answer differs, each with its path in names of the contract.</summary>
    public IEnumerable<string> Differences(ExpectedMessage expected, IMessage actual, string path = "")
    {
        foreach (var (field, value) in expected.Fields)
        {
            foreach (var difference in OfField(field, value, actual, path.Length == 0 ? field.Name : $"{path}.{field.Name}"))
                yield return difference;
        }
    }

    private IEnumerable<string> OfField(FieldDescriptor field, ExpectedValue expected, IMessage holder, string path)
    {
        if (expected is ExpectedItems items)
            return OfItems(field, items.Items, (IList)field.Accessor.GetValue(holder), path);
        var isThere = !field.HasPresence || field.Accessor.HasValue(holder);
        return OfValue(field, expected, isThere ? field.Accessor.GetValue(holder) : null, path);
    }

    private IEnumerable<string> OfValue(FieldDescriptor field, ExpectedValue expected, object? actual, string path) => (expected, actual) switch
    {
        (ExpectedMessage message, IMessage there) => Differences(message, there, path),
        (ExpectedMessage, _) => [$"{path} is absent"],
        (ExpectedExactly { Value: null }, _) when IsAbsent(field, actual) => [],
        (ExpectedExactly { Value: null }, _) => [$"{path} must be absent, but is there{Shown(field, actual)}"],
        (ExpectedExactly { Value: { } value }, null) => [$"{path} is absent, but {Text(field, value)} is expected"],
        (ExpectedExactly { Value: { } value }, _) when value.Equals(Comparable(actual)) => [],
        (ExpectedExactly { Value: { } value }, _) => [$"{path} is not {Text(field, value)}{Shown(field, actual)}"],
        _ => [],
    };

    private List<string> OfItems(FieldDescriptor field, IReadOnlyList<ExpectedValue> expected, IList actual, string path)
    {
        if (expected.Count == 0)
            return actual.Count == 0 ? [] : [$"{path} must be empty, but has {actual.Count}"];
        var left = actual.Cast<object>().ToList();
        var differences = new List<string>();
        for (var i = 0; i < expected.Count; i++)
        {
            if (left.Count == 0)
            {
                differences.Add($"{path} has {actual.Count}, but {expected.Count} are expected");
                continue;
            }

            var (closest, wrong) = left.Select(item => (Item: item, Differences: OfValue(field, expected[i], item, path).ToList()))
                .MinBy(candidate => candidate.Differences.Count);
            if (wrong.Count == 0)
                left.Remove(closest);
            else
                differences.Add($"{path}: none is as expected under number {i + 1}; in the closest {string.Join(", ", wrong)}");
        }

        return [.. differences.Distinct()];
    }

    // Where the contract tells absence from zero, so does this.
    private static bool IsAbsent(FieldDescriptor field, object? actual) => actual switch
    {
        null => true,
        _ when field.HasPresence => false,
        "" or false => true,
        int or long or double => Convert.ToDouble(actual, CultureInfo.InvariantCulture) == 0,
        System.Enum value => Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private static object? Comparable(object? actual) => actual switch
    {
        System.Enum value => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        NationalId id => id.Canonical(),
        _ => actual,
    };

    private string Shown(FieldDescriptor field, object? actual) => showValues && actual is not null ? $" but {Text(field, Comparable(actual)!)}" : "";

    private static string Text(FieldDescriptor field, object value) => value switch
    {
        NationalId id => id.ToText(),
        Date date => date.ToIso(),
        string text => $"'{text}'",
        bool truth => truth ? "true" : "false",
        int number when field.FieldType == FieldType.Enum => field.EnumType.FindValueByNumber(number)?.Name ?? $"{number}",
        IMessage message => JsonFormatter.Default.Format(message),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

namespace Vamos.Adapters.Certification.Expectations;

using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

/// <summary>Writes a file of expectations from what an adapter answers, for somebody to read and correct.</summary>
internal static class ExpectationsWriter
{
    public static string Write(DescribeResponse description, IReadOnlyList<(NationalId Person, Outcome Outcome)> answers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# What the adapter of {description.Institution} is expected to answer.\n");
        text.Append("# Written from its own answers: compare every value with the legacy system, and keep the fields that matter.\n");
        text.Append("# It holds personal data: use invented people, or keep it where such data may be.\n\npeople:\n");
        foreach (var (position, (person, outcome)) in answers.Where(answer => answer.Outcome.IsFound).Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"  - national_id: {person.ToText()}\n    name: person {position + 1}   # for reports\n");
            var records = outcome.Records!.Clone();
            records.NationalId = null;
            records.Found = false;
            Fields(text, records, "    records", 6);
        }

        text.Append("\n# People whom the adapter does not know.\nunknown:\n");
        foreach (var (person, _) in answers.Where(answer => answer.Outcome.IsUnknown))
            text.Append(CultureInfo.InvariantCulture, $"  - {person.ToText()}\n");
        text.Append("\n# changes:\n#   command: ./change-record.sh   # VAMOS_PERSON holds the number, VAMOS_CHANGE a number never used before\n");
        return text.ToString();
    }

    private static void Fields(StringBuilder text, IMessage message, string head, int indent)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder().Where(field => IsTold(field, message)).ToList();
        text.Append(head).Append(fields.Count == 0 ? ": {}\n" : ":\n");
        foreach (var field in fields)
            Field(text, field, field.Accessor.GetValue(message), indent);
    }

    private static void Field(StringBuilder text, FieldDescriptor field, object value, int indent)
    {
        var margin = new string(' ', indent);
        if (!field.IsRepeated)
        {
            Value(text, field, value, $"{margin}{field.Name}", indent);
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{margin}{field.Name}:\n");
        foreach (var item in (IList)value)
        {
            var inner = new StringBuilder();
            if (item is IMessage message && Scalar(field, item) is null)
            {
                foreach (var own in message.Descriptor.Fields.InDeclarationOrder().Where(own => IsTold(own, message)))
                    Field(inner, own, own.Accessor.GetValue(message), indent + 4);
                text.Append(CultureInfo.InvariantCulture, $"{margin}  - {(inner.Length == 0 ? "{}\n" : inner.ToString().TrimStart())}");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{margin}  - {Scalar(field, item!)}\n");
            }
        }
    }

    private static void Value(StringBuilder text, FieldDescriptor field, object value, string head, int indent)
    {
        if (Scalar(field, value) is { } scalar)
            text.Append(CultureInfo.InvariantCulture, $"{head}: {scalar}\n");
        else
            Fields(text, (IMessage)value, head, indent + 2);
    }

    // Where a fact comes from and when it was read has a check of its own, and other values tomorrow.
    private static bool IsTold(FieldDescriptor field, IMessage message) =>
        field.Name is not ("provenance" or "issues")
        && (field.IsRepeated ? ((IList)field.Accessor.GetValue(message)).Count != 0
            : field.HasPresence ? field.Accessor.HasValue(message)
            : field.Accessor.GetValue(message) is not ("" or false or 0 or 0L or 0d) && !IsUnspecified(field, message));

    private static bool IsUnspecified(FieldDescriptor field, IMessage message) =>
        field.FieldType == FieldType.Enum && Convert.ToInt32(field.Accessor.GetValue(message), CultureInfo.InvariantCulture) == 0;

    private static string? Scalar(FieldDescriptor field, object value) => value switch
    {
        string text => Quoted(text),
        bool truth => truth ? "true" : "false",
        Date date => date.ToIso(),
        NationalId { IsParaguayan: true } id => id.ToText(),
        IMessage => null,
        System.Enum => field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture))?.Name ?? $"{value:D}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c) || c == ' ' || char.IsSurrogate(c);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (!IsPlain(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}

namespace Vamos.Trust.Tests.Agreements;

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

/// <summary>Messages of any type of the contracts, filled from a seed; and a message flattened to its leaves, to compare by.</summary>
internal static class GeneratedMessage
{
    private const int Deepest = 6;

    public static IMessage Of(MessageDescriptor message, int seed, double fill = 0.8) => Fill(message, new Random(seed), fill, 0);

    /// <summary>Every leaf as path, place in its lists, and value. Presence of an empty message is no leaf.</summary>
    public static SortedSet<string> Leaves(IMessage message)
    {
        var leaves = new SortedSet<string>(StringComparer.Ordinal);
        Flatten(message, "", "", leaves);
        return leaves;
    }

    public static string PathOf(string leaf) => leaf[..leaf.IndexOf('|', StringComparison.Ordinal)];

    private static IMessage Fill(MessageDescriptor type, Random dice, double fill, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            if (dice.NextDouble() > fill || depth > Deepest)
                continue;
            if (field.IsMap)
            {
                var map = (IDictionary)field.Accessor.GetValue(message);
                map[Scalar(field.MessageType.FindFieldByNumber(1), dice)] = Value(field.MessageType.FindFieldByNumber(2), dice, fill, depth);
            }
            else if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var i = dice.Next(0, 4); i > 0; i--)
                    list.Add(Value(field, dice, fill, depth));
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, dice, fill, depth));
            }
        }

        return message;
    }

    private static object Value(FieldDescriptor field, Random dice, double fill, int depth) =>
        field.FieldType == FieldType.Message ? Fill(field.MessageType, dice, fill, depth + 1) : Scalar(field, dice);

    private static object Scalar(FieldDescriptor field, Random dice) => field.FieldType switch
    {
        FieldType.String => "s" + dice.Next(),
        FieldType.Bytes => ByteString.CopyFromUtf8("b" + dice.Next()),
        FieldType.Bool => true,
        FieldType.Double => dice.NextDouble() + 1,
        FieldType.Int32 => dice.Next(1, 1000),
        FieldType.Int64 => (long)dice.Next(1, 1000),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, dice.Next(1, field.EnumType.Values.Count)),
        _ => throw new NotSupportedException(field.FieldType.ToString()),
    };

    private static void Flatten(IMessage message, string path, string place, SortedSet<string> leaves)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var at = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            var value = field.Accessor.GetValue(message);
            switch (value)
            {
                case null:
                    break;
                case IDictionary map:
                    foreach (DictionaryEntry entry in map)
                        Leaf(entry.Value!, at, $"{place}/{field.Name}[{entry.Key}]", leaves);
                    break;
                case IList list:
                    for (var i = 0; i < list.Count; i++)
                        Leaf(list[i]!, at, $"{place}/{field.Name}[{i}]", leaves);
                    break;
                default:
                    if (field.FieldType == FieldType.Message || (field.HasPresence ? field.Accessor.HasValue(message) : !IsDefault(value)))
                        Leaf(value, at, place + "/" + field.Name, leaves);
                    break;
            }
        }
    }

    private static void Leaf(object value, string path, string place, SortedSet<string> leaves)
    {
        if (value is IMessage message)
            Flatten(message, path, place, leaves);
        else
            leaves.Add($"{path}|{place}={value}");
    }

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        _ => value.Equals(Activator.CreateInstance(value.GetType())),
    };
}

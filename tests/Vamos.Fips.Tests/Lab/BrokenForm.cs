namespace Vamos.Fips.Tests.Lab;

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Vamos.Fips.V1;

/// <summary>A sound form that was broken anywhere, in any way that the contract lets a client send.</summary>
internal sealed class BrokenForm(int seed)
{
    private readonly Random _random = new(seed);

    public static IntegratedProtectionForm Of(int seed)
    {
        var broken = new BrokenForm(seed);
        var form = seed % 7 == 0 ? new IntegratedProtectionForm() : GeneratedForm.Of(seed);
        for (var i = broken._random.Next(1, 12); i > 0; i--)
            broken.Break(form);
        return form;
    }

    private void Break(IMessage message)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        var field = fields[_random.Next(fields.Count)];
        if (field.IsRepeated)
            BreakList(field, (IList)field.Accessor.GetValue(message));
        else if (field.FieldType == FieldType.Message)
            BreakMessage(field, message);
        else
            field.Accessor.SetValue(message, Odd(field));
    }

    private void BreakMessage(FieldDescriptor field, IMessage message)
    {
        if (field.Accessor.GetValue(message) is not IMessage value)
            field.Accessor.SetValue(message, value = field.MessageType.Parser.ParseFrom(ByteString.Empty));
        if (_random.Next(8) == 0)
            field.Accessor.Clear(message);
        else
            Break(value);
    }

    private void BreakList(FieldDescriptor field, IList list)
    {
        switch (_random.Next(5))
        {
            case 0:
                list.Clear();
                break;
            case 1 when list.Count != 0:
                for (var i = _random.Next(1, 200); i > 0; i--)
                    list.Add(Copy(list[_random.Next(list.Count)]!));
                break;
            case 2:
                list.Add(field.FieldType == FieldType.Message ? field.MessageType.Parser.ParseFrom(ByteString.Empty) : Odd(field));
                break;
            default:
                if (list.Count != 0 && list[_random.Next(list.Count)] is IMessage entryToBreak)
                    Break(entryToBreak);
                break;
        }
    }

    private static object Copy(object entry) => entry is IMessage message ? message.Descriptor.Parser.ParseFrom(message.ToByteString()) : entry;

    private object Odd(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Pick("", " ", "\0", "1", "2", "m-1", "0", "x\ny",
            new string('x', 300), new string('ñ', 100_000), "99999999999", "PY", "ZZ", "9999"),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Int32 => Pick(0, -1, 1, 2, 13, 31, 99, 1899, 2027, 9999, 10_000, int.MinValue, int.MaxValue),
        FieldType.Int64 => Pick(0, -1, long.MinValue, long.MaxValue, 1_000_000_000_000),
        FieldType.Double => Pick(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -91, 0, double.MaxValue, double.Epsilon),
        FieldType.Enum => System.Enum.ToObject(field.EnumType.ClrType, Pick(0, 1, 2, 3, 4, 77, -1, int.MaxValue, int.MinValue)),
        _ => throw new InvalidOperationException($"{field.FullName} is of a type that was not thought of"),
    };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}

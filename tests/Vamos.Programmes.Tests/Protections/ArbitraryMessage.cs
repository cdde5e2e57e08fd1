namespace Vamos.Programmes.Tests.Protections;

using Google.Protobuf;
using Google.Protobuf.Reflection;

/// <summary>A message with anything in it that its type allows, sense or nonsense.</summary>
internal static class ArbitraryMessage
{
    private static readonly string[] Texts = ["", "mds", "mspbs", "tekopora", "102", "http://hl7.org/fhir/sid/cvx", "99000000", "PY", "ñ\u0000\uFFFD"];

    private static readonly double[] Doubles = [0, -1, 2.5, 40, 101, double.NaN, double.PositiveInfinity, double.MaxValue];

    private static readonly int[] Numbers = [0, 1, 2, 12, 13, 31, 1990, 2020, 2026, 9_999, -1, int.MaxValue, int.MinValue];

    public static T Of<T>(Random random) where T : IMessage<T>, new()
    {
        var message = new T();
        Fill(message, random, depth: 0);
        return message;
    }

    private static void Fill(IMessage message, Random random, int depth)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (random.Next(5) == 0 || depth > 5)
                continue;
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, Value(field, random, depth));
                continue;
            }

            var list = (System.Collections.IList)field.Accessor.GetValue(message);
            for (var i = random.Next(3); i > 0; i--)
                list.Add(Value(field, random, depth));
        }
    }

    private static object Value(FieldDescriptor field, Random random, int depth)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(message, random, depth + 1);
                return message;
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 9));
            case FieldType.String:
                return Texts[random.Next(Texts.Length)];
            case FieldType.Bool:
                return random.Next(2) == 0;
            case FieldType.Double:
                return Doubles[random.Next(Doubles.Length)];
            case FieldType.Int32:
                return Numbers[random.Next(Numbers.Length)];
            case FieldType.Int64:
                return (long)Numbers[random.Next(Numbers.Length)];
            default:
                throw new NotSupportedException($"There is no arbitrary {field.FieldType}.");
        }
    }
}

namespace Vamos.Trust.Agreements.Documents.Shapes;

using System.Reflection;
using System.Text.Json.Nodes;
using Vamos.Exchange.V1;
using YamlDotNet.RepresentationModel;

/// <summary>What a value of a document looks like: how it is read, and how an editor is told.</summary>
internal abstract class ValueShape
{
    /// <summary>Stands for a value that is missing or wrong, so that the rest can be checked all the same.</summary>
    public abstract object? Blank { get; }

    /// <summary>Reads a value; what is wrong goes to the reading.</summary>
    public abstract object? Read(YamlNode node, string path, DocumentReading reading);

    /// <summary>JSON Schema of the value.</summary>
    public abstract JsonObject Schema();

    /// <summary>The shape of a property's type.</summary>
    public static ValueShape Of(Type type, DocumentKeyAttribute key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return new TextShape(key);
        if (type == typeof(int) || type == typeof(long))
            return new NumberShape(type, key);
        if (type == typeof(bool))
            return new FlagShape();
        if (type == typeof(DateOnly))
            return new DayShape();
        if (type == typeof(TimeSpan))
            return new SpanShape();
        if (type == typeof(Purpose))
            return new ChoiceShape(type, ContractWords.Purposes);
        if (type.IsEnum)
            return new ChoiceShape(type, Enum.GetValues(type).Cast<object>().ToDictionary(value => KeyName.Kebab(value.ToString()!)));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new ListShape(type.GetGenericArguments()[0], key);
        return RecordShape.Of(type);
    }

    public static KeyShape Key(PropertyInfo property, DocumentKeyAttribute key) => new(
        KeyName.Snake(property.Name),
        property,
        property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null,
        key.Meaning,
        Of(property.PropertyType, key));
}

/// <summary>One key of a record.</summary>
internal sealed record KeyShape(string Name, PropertyInfo Property, bool Required, string Meaning, ValueShape Value);

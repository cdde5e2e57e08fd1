namespace Vamos.Documents.Shapes;

using System.Reflection;
using System.Text.Json.Nodes;
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

    /// <summary>Adds the groups of several kinds that are at or beneath this value. A schema describes each of them once.</summary>
    public virtual void Collect(ISet<VariantShape> variants)
    {
    }

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
        if (type == typeof(decimal))
            return new DecimalShape(key);
        if (type.IsEnum)
            return new ChoiceShape(type, key.Choices ?? ByName(type));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new ListShape(type.GetGenericArguments()[0], key);
        return type.IsDefined(typeof(DocumentVariantAttribute), inherit: false) ? VariantShape.Of(type) : RecordShape.Of(type);
    }

    public static KeyShape Key(PropertyInfo property, DocumentKeyAttribute key) => new(
        KeyName.Snake(property.Name),
        property,
        property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null,
        key.Meaning,
        Of(property.PropertyType, key));

    // The contracts' word for what was never said is no word of a document.
    private static Dictionary<string, object> ByName(Type type) => Enum.GetValues(type).Cast<object>()
        .Where(value => value.ToString() != "Unspecified")
        .ToDictionary(value => KeyName.Kebab(value.ToString()!));
}

/// <summary>One key of a record.</summary>
internal sealed record KeyShape(string Name, PropertyInfo Property, bool Required, string Meaning, ValueShape Value);

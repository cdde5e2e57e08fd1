namespace Vamos.Fips.Documents;

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf.Reflection;

/// <summary>The fields of a message by the names that documents may give them: those of the contract and those of ProtoJSON.</summary>
internal static class FieldNames
{
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, FieldDescriptor>> Known = new(StringComparer.Ordinal);

    public static FrozenDictionary<string, FieldDescriptor> Of(MessageDescriptor type) => Known.GetOrAdd(type.FullName, static (_, type) =>
        type.Fields.InDeclarationOrder()
            .SelectMany(field => new[] { field.Name, field.JsonName }.Distinct().Select(name => KeyValuePair.Create(name, field)))
            .ToFrozenDictionary(StringComparer.Ordinal), type);
}

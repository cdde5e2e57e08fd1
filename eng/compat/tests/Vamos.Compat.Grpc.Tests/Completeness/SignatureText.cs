namespace Vamos.Compat.Tests.Completeness;

using System.Collections.Immutable;
using System.Reflection.Metadata;

/// <summary>Writes signatures so that two are the same text exactly when the runtime takes one for the other.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    private const byte ValueType = 0x11;

    public static readonly SignatureText Instance = new();

    public static string OfMethod(string name, MethodSignature<string> signature) =>
        $"{(signature.Header.IsInstance ? "instance " : "static ")}{signature.ReturnType} {name}"
        + (signature.GenericParameterCount > 0 ? $"`{signature.GenericParameterCount}" : string.Empty)
        + $"({string.Join(", ", signature.ParameterTypes)})";

    public static string OfField(string name, string type) => $"{type} {name}";

    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}/{reader.GetString(type.Name)}"
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return outer.IsNil
            ? Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name))
            : $"{NameOf(reader, outer)}/{reader.GetString(type.Name)}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Kind(rawTypeKind) + NameOf(reader, handle);

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Kind(rawTypeKind) + NameOf(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericTypeParameter(object? context, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? context, int index) => $"!!{index}";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => $"{elementType} pinned";

    public string GetFunctionPointerType(MethodSignature<string> signature) => OfMethod("*", signature);

    private static string Kind(byte rawTypeKind) => rawTypeKind == ValueType ? "valuetype " : string.Empty;

    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}

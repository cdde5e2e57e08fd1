namespace Vamos.Compat.Tests.Completeness;

using System.Reflection;
using System.Reflection.Metadata;

/// <summary>What a compiled assembly offers to another: its public and protected members, and the internal ones to its friends.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<string, (string? Base, HashSet<string> Members)> _types = [];

    private Definitions()
    {
    }

    public static Definitions VisibleTo(string consumer, MetadataReader reader)
    {
        var definitions = new Definitions();
        var isFriend = Friends(reader).Contains(consumer);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (IsVisible(type.Attributes, isFriend))
                definitions._types[SignatureText.NameOf(reader, handle)] = (BaseOf(reader, type), [.. MembersOf(reader, type, isFriend)]);
        }

        return definitions;
    }

    public bool Hold(Reference reference)
    {
        for (var type = reference.Type; type is not null && _types.TryGetValue(type, out var definition); type = definition.Base)
        {
            if (reference.Member is null || definition.Members.Contains(reference.Member))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> MembersOf(MetadataReader reader, TypeDefinition type, bool isFriend)
    {
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition).Where(method => IsVisible((int)method.Attributes, isFriend)))
            yield return SignatureText.OfMethod(reader.GetString(method.Name), method.DecodeSignature(SignatureText.Instance, null));
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(field => IsVisible((int)field.Attributes, isFriend)))
            yield return SignatureText.OfField(reader.GetString(field.Name), field.DecodeSignature(SignatureText.Instance, null));
    }

    private static bool IsVisible(TypeAttributes attributes, bool isFriend) => (attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => true,
        TypeAttributes.NotPublic or TypeAttributes.NestedAssembly or TypeAttributes.NestedFamANDAssem => isFriend,
        _ => false,
    };

    // Methods and fields share the numbers of their access levels.
    private static bool IsVisible(int attributes, bool isFriend) => ((MethodAttributes)attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem => true,
        MethodAttributes.Assembly or MethodAttributes.FamANDAssem => isFriend,
        _ => false,
    };

    private static string? BaseOf(MetadataReader reader, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeDefinition && !type.BaseType.IsNil
            ? SignatureText.NameOf(reader, (TypeDefinitionHandle)type.BaseType)
            : null;

    private static IEnumerable<string> Friends(MetadataReader reader)
    {
        foreach (var attribute in reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
                continue;
            var constructor = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
            if (References.DeclaringType(reader, constructor) is not { } type
                || SignatureText.NameOf(reader, type) != "System.Runtime.CompilerServices.InternalsVisibleToAttribute")
                continue;
            var blob = reader.GetBlobReader(attribute.Value);
            blob.ReadUInt16(); // prolog
            yield return new AssemblyName(blob.ReadSerializedString()!).Name!;
        }
    }
}

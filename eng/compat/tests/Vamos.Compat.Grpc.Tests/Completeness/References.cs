namespace Vamos.Compat.Tests.Completeness;

using System.Reflection.Metadata;

/// <summary>Reads from a compiled assembly what it expects of others.</summary>
internal static class References
{
    /// <summary>All type and member references that lead into one of the named assemblies.</summary>
    public static IEnumerable<Reference> Into(MetadataReader reader, IReadOnlyCollection<string> assemblies)
    {
        foreach (var handle in reader.TypeReferences)
        {
            if (AssemblyOf(reader, handle) is { } assembly && assemblies.Contains(assembly))
                yield return new Reference(assembly, SignatureText.NameOf(reader, handle), null);
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (DeclaringType(reader, member) is { } type && AssemblyOf(reader, type) is { } assembly && assemblies.Contains(assembly))
                yield return new Reference(assembly, SignatureText.NameOf(reader, type), TextOf(reader, member));
        }
    }

    /// <summary>The type, stripped of its generic arguments, on which a member is expected, where that is a type of another assembly.</summary>
    public static TypeReferenceHandle? DeclaringType(MetadataReader reader, MemberReference member) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)member.Parent,
        HandleKind.TypeSpecification => GenericDefinition(reader, (TypeSpecificationHandle)member.Parent),
        _ => null,
    };

    public static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    private static TypeReferenceHandle? GenericDefinition(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        blob.ReadByte(); // class or value type
        var definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)definition : null;
    }

    private static string TextOf(MetadataReader reader, MemberReference member)
    {
        var name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? SignatureText.OfField(name, member.DecodeFieldSignature(SignatureText.Instance, null))
            : SignatureText.OfMethod(name, member.DecodeMethodSignature(SignatureText.Instance, null));
    }
}

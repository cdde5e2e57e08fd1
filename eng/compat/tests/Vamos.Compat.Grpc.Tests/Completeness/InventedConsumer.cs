namespace Vamos.Compat.Tests.Completeness;

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

/// <summary>Makes the metadata of an assembly that refers to one type of Grpc.Core.Api, and to one method of it.</summary>
internal static class InventedConsumer
{
    public const string Name = "Invented";

    public static IReadOnlyList<Reference> Missing(string type, string? method = null, Action<BlobEncoder>? signature = null) =>
        Missing(type, method, signature, Name);

    public static IReadOnlyList<Reference> Missing(string type, string? method, Action<BlobEncoder>? signature, string name)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString(name + ".dll"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new Version(1, 0), default, default, default, AssemblyHashAlgorithm.None);
        var api = metadata.AddAssemblyReference(metadata.GetOrAddString("Grpc.Core.Api"), new Version(2, 0), default, default, default, default);
        var dot = type.LastIndexOf('.');
        var parent = metadata.AddTypeReference(api, metadata.GetOrAddString(type[..dot]), metadata.GetOrAddString(type[(dot + 1)..]));
        if (method is not null)
        {
            var blob = new BlobBuilder();
            (signature ?? (encoder => Method(encoder)))(new BlobEncoder(blob));
            metadata.AddMemberReference(parent, metadata.GetOrAddString(method), metadata.GetOrAddBlob(blob));
        }

        var image = new BlobBuilder();
        new MetadataRootBuilder(metadata).Serialize(image, 0, 0);
        using var provider = MetadataReaderProvider.FromMetadataImage(image.ToImmutableArray());
        return Binaries.Missing(name, provider.GetMetadataReader());
    }

    /// <summary>An instance method that returns nothing.</summary>
    public static void Method(BlobEncoder encoder, params Action<SignatureTypeEncoder>[] parameters) =>
        encoder.MethodSignature(isInstanceMethod: true).Parameters(
            parameters.Length,
            returnType => returnType.Void(),
            list => Array.ForEach(parameters, parameter => parameter(list.AddParameter().Type())));
}

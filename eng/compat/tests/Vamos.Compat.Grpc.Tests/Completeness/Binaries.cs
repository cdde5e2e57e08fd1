namespace Vamos.Compat.Tests.Completeness;

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

/// <summary>The assemblies beside this test: those under test, and the official ones that were compiled against the originals.</summary>
internal static class Binaries
{
    /// <summary>The assemblies that <c>eng/compat</c> provides.</summary>
    public static readonly string[] Providers = ["Grpc.Core.Api", "Grpc.Net.Common", "Pipelines.Sockets.Unofficial", "System.IO.Hashing"];

    /// <summary>Every assembly that came from a package and refers to a provider.</summary>
    public static IReadOnlyList<string> Consumers { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>()
            .Where(name => !name.StartsWith("Vamos.", StringComparison.Ordinal) && !Providers.Contains(name))
            .Where(name => Read(name, reader => reader.AssemblyReferences
                .Any(handle => Providers.Contains(reader.GetString(reader.GetAssemblyReference(handle).Name)))))
            .Order(StringComparer.Ordinal),
    ];

    public static T Read<T>(string assembly, Func<MetadataReader, T> read)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        return file.HasMetadata ? read(file.GetMetadataReader()) : throw new BadImageFormatException($"{assembly} holds no metadata.");
    }

    /// <summary>What the consumer expects and its providers do not offer to it.</summary>
    public static IReadOnlyList<Reference> Missing(string consumer, MetadataReader reader) =>
    [
        .. from reference in References.Into(reader, Providers).Distinct()
           group reference by reference.Assembly into expected
           let offered = Read(expected.Key, provider => Definitions.VisibleTo(consumer, provider))
           from reference in expected
           where !offered.Hold(reference)
           select reference,
    ];
}

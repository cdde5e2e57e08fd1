namespace Vamos.Network.Tests;

using Vamos.Network.Documents;
using Vamos.Network.Rollout;
using Vamos.ServiceNetwork.V1;

/// <summary>The documents of the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The files of services of the sandbox.</summary>
    public static string[] SandboxFiles => Directory.GetFiles(Path.Combine(Root, "src", "Vamos.Sandbox", "Network"), "*.yaml");

    public static TerritoryBook Territory { get; } = TerritoryCheck.Files(TerritoryCheck.Read(Path.Combine(Root, "network"))).Book!;

    /// <summary>The services of the sandbox, with identifiers as the hub gives them.</summary>
    public static List<ServiceOffering> Sandbox() =>
    [
        .. SandboxFiles.Order(StringComparer.Ordinal).SelectMany(file => ServicesFile.Read(Path.GetFileName(file), File.ReadAllBytes(file), null).Services)
            .Select(service => new ServiceOffering(service) { ServiceId = $"{service.ProviderInstitution}.{service.Code}" }),
    ];

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Vamos.Hub.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no repository above"));
}

namespace Vamos.Network.Tests;

using Vamos.Common.V1;
using Vamos.Network.Documents;
using Vamos.ServiceNetwork.V1;

public sealed class SandboxCatalogueTests
{
    private static readonly string[] Programmes =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "programmes"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void Sandbox_files_break_no_rule() => Assert.All(Repository.SandboxFiles, file =>
        Assert.Empty(ServicesFile.Read(Path.GetFileName(file), File.ReadAllBytes(file), Programmes.ToHashSet()).Findings));

    [Fact]
    public void Sandbox_has_every_kind_of_service_and_says_that_none_is_real()
    {
        var services = Repository.Sandbox();

        Assert.InRange(services.Count, 40, 200);
        Assert.All(services, service => Assert.True(service.Illustrative));
        Assert.Equal(Known<ServicePackage>(), services.Select(s => s.Package).Distinct().Order());
        Assert.Equal(Known<Pillar>(), services.Select(s => s.Pillar).Distinct().Order());
        Assert.Equal(Known<LifeCycleCategory>(), services.SelectMany(s => s.Categories).Distinct().Order());
        Assert.Equal(Known<TerritorialLevel>(), services.Select(s => s.Level).Distinct().Order());
        Assert.Equal(KnownProtection.All.Select(p => p.Code).Order(), services.SelectMany(s => s.ClosesGaps).Distinct().Order());
        foreach (var pilot in (string[])["1116", "0607", "1602", "0218"])
        {
            Assert.Contains(services, service => service.ServedTerritories.Contains(pilot));
            Assert.Contains(services, service => service.ServedTerritories.Contains(pilot[..2]));
        }
    }

    private static IEnumerable<T> Known<T>() where T : struct, Enum => Enum.GetValues<T>().Skip(1);
}

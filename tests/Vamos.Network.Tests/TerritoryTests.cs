namespace Vamos.Network.Tests;

using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Documents;
using Vamos.Network.Rollout;
using Vamos.ServiceNetwork.V1;

public sealed class TerritoryTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "network", "territory.yaml"));

    [Fact]
    public void Neighbours_are_so_both_ways_and_every_department_can_be_reached_from_every_other()
    {
        var codes = TerritoryCatalogue.Paraguay.Departments.Select(d => d.Code).ToList();

        foreach (var code in codes)
            Assert.All(Repository.Territory.NeighboursOf(code), other => Assert.Contains(code, Repository.Territory.NeighboursOf(other)));
        var reached = new HashSet<string> { "00" };
        for (var i = 0; i < codes.Count; i++)
            reached.UnionWith(reached.SelectMany(code => Repository.Territory.NeighboursOf(code)).ToList());
        Assert.Equal(codes, reached.Order());
    }

    [Fact]
    public void Pilots_are_active_of_the_first_phase_and_the_others_have_no_agreement()
    {
        var districts = Repository.Territory.On(new DateOnly(2026, 11, 22)).Where(t => t.Level == TerritorialLevel.District).ToDictionary(t => t.Code);

        Assert.Equal(263, districts.Count);
        Assert.Equal(["0218", "0607", "1116", "1602"], districts.Values.Where(t => t.State == TerritoryState.Active).Select(t => t.Code));
        Assert.Equal("Villeta, 2020, 2020-01-01", $"{districts["1116"].Name}, {districts["1116"].Phase}, {districts["1116"].AgreementDate.ToIso()}");
        Assert.Equal(TerritoryState.Unspecified, districts["1101"].State);
    }

    [Theory]
    [InlineData("2026-02-28", TerritoryState.Planned)]
    [InlineData("2026-03-01", TerritoryState.Active)]
    [InlineData("2026-06-30", TerritoryState.Active)]
    [InlineData("2026-07-01", TerritoryState.Ended)]
    public void Agreement_counts_from_its_first_to_its_last_day(string day, TerritoryState state)
    {
        var book = Check(Text.Replace(
            "agreements:", "agreements:\n  - territory: '1101'\n    valid_from: 2026-03-01\n    valid_until: 2026-06-30\n", StringComparison.Ordinal)).Book!;

        Assert.Equal(state, book.Of(TerritoryCatalogue.Paraguay.FindDistrict("1101")!, DateOnly.Parse(day, null)).State);
    }

    [Fact]
    public void Document_with_mistakes_is_refused_with_all_of_them()
    {
        var result = Check(Text.Replace("'0218'", "'9918'", StringComparison.Ordinal).Replace("neighbours: ['11', '15']", "neighbours: ['11', '16']", StringComparison.Ordinal));

        Assert.Null(result.Book);
        Assert.Equal(
            ["agreements[3].territory", "neighbours[0].neighbours", "neighbours[15].neighbours", "phases[0].districts[0]"],
            result.Findings.Select(f => f.Path).Order(StringComparer.Ordinal));
    }

    private static TerritoryCheckResult Check(string text) =>
        TerritoryCheck.Files(DocumentFiles.Of([KeyValuePair.Create(TerritoryCheck.FileName, text)]));
}

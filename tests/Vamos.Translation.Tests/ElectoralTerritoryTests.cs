namespace Vamos.Translation.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;
using Vamos.Contracts.Territory;

public sealed class ElectoralTerritoryTests
{
    [Fact]
    public void Every_district_comes_back_from_its_electoral_code() => Prop.ForAll(
        Gen.Elements(TerritoryCatalogue.Paraguay.Districts.ToArray()).ToArbitrary(),
        district => ElectoralTerritory.DistrictOf($" {district.ElectoralCode}").Value == district.Code).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1704", "1604", "Filadelfia")]
    [InlineData("1604", "1704", "Bahía Negra")]
    [InlineData("1702", "1602", "Mariscal José Félix Estigarribia")]
    [InlineData("1116", "1116", "Villeta")]
    public void Boqueron_and_Alto_Paraguay_are_swapped_and_others_are_not(string electoral, string code, string name)
    {
        Assert.Equal(code, ElectoralTerritory.DistrictOf(electoral).Value);
        Assert.Equal(name, TerritoryCatalogue.Paraguay.FindDistrict(code)!.Name);
    }

    [Theory]
    [InlineData("9901")]
    [InlineData("1199")]
    [InlineData("116")]
    public void Unknown_codes_are_refused(string code) => Assert.False(ElectoralTerritory.DistrictOf(code).IsUnderstood);
}

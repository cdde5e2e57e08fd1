namespace Vamos.Contracts.Tests.Territory;

using System.Globalization;
using Vamos.Contracts.Territory;

public sealed class TerritoryCatalogueTests
{
    private static readonly TerritoryCatalogue Paraguay = TerritoryCatalogue.Paraguay;

    [Fact]
    public void Catalogue_holds_every_department_and_district_once_in_order()
    {
        Assert.Equal(18, Paraguay.Departments.Length);
        Assert.Equal(263, Paraguay.Districts.Length);
        Assert.Equal(Paraguay.Districts.Select(district => district.Code).Order(StringComparer.Ordinal), Paraguay.Districts.Select(district => district.Code));
        Assert.Equal(263, Paraguay.Districts.Select(district => district.Code).Distinct().Count());
    }

    [Fact]
    public void District_code_begins_with_its_department() => Assert.All(Paraguay.Districts, district =>
    {
        Assert.Equal(4, district.Code.Length);
        Assert.StartsWith(district.Department.Code, district.Code, StringComparison.Ordinal);
        Assert.NotEmpty(district.Name);
    });

    [Theory]
    [InlineData("1116", "Villeta", "Central")]
    [InlineData("0607", "San Juan Nepomuceno", "Caazapá")]
    [InlineData("1602", "Mariscal José Félix Estigarribia", "Boquerón")]
    [InlineData("0218", "Santa Rosa del Aguaray", "San Pedro")]
    public void Pilot_districts_are_found_by_their_code(string code, string name, string department)
    {
        var district = Paraguay.FindDistrict(code)!;

        Assert.Equal((name, department), (district.Name, district.Department.Name));
    }

    [Fact]
    public void Electoral_codes_swap_two_departments_and_lead_back_to_every_district()
    {
        Assert.Equal("Alto Paraguay", Paraguay.FindDepartmentByElectoralCode("16")!.Name);
        Assert.Equal("Boquerón", Paraguay.FindDepartmentByElectoralCode("17")!.Name);
        Assert.All(Paraguay.Districts, district => Assert.Same(district, Paraguay.FindDistrictByElectoralCode(district.ElectoralCode)));
        Assert.Equal(2, Paraguay.Departments.Count(department => department.Code != department.ElectoralCode));
    }

    [Fact]
    public void Tax_codes_number_the_departments_from_1_to_18() => Assert.Equal(
        Enumerable.Range(1, 18),
        Paraguay.Departments.Select(department => int.Parse(department.TaxCode, CultureInfo.InvariantCulture)).Order());

    [Theory]
    [InlineData("9999")]
    [InlineData("")]
    [InlineData("116")]
    public void Unknown_code_finds_nothing(string code)
    {
        Assert.Null(Paraguay.FindDistrict(code));
        Assert.Null(Paraguay.FindDistrictByElectoralCode(code));
    }
}

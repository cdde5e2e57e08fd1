namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using Vamos.Contracts.Territory;

/// <summary>The ministry's list of places, by the codes of the electoral body, and what its rows are called.</summary>
internal static class TerritoryRows
{
    /// <summary>A department that is in no list of any body, where imports put what they could not place.</summary>
    public const string UnknownDepartment = "99";

    private const int DistrictIds = 1_000;

    public static long DepartmentId(string electoralCode) => int.Parse(electoralCode, CultureInfo.InvariantCulture) + 1;

    public static long DistrictId(string electoralCode) => DistrictIds + int.Parse(electoralCode, CultureInfo.InvariantCulture);

    public static IEnumerable<LegacyRow> All()
    {
        foreach (var department in TerritoryCatalogue.Paraguay.Departments)
            yield return Row(DepartmentId(department.ElectoralCode), department.ElectoralCode, department.Name, null, 1);
        yield return Row(DepartmentId(UnknownDepartment), UnknownDepartment, "No especificado", null, 1);
        foreach (var district in TerritoryCatalogue.Paraguay.Districts)
        {
            var code = district.ElectoralCode;
            yield return Row(DistrictId(code), code, district.Name, DepartmentId(district.Department.ElectoralCode), 2);
        }

        yield return Row(DistrictId(UnknownDepartment + "01"), UnknownDepartment + "01", "No especificado", DepartmentId(UnknownDepartment), 2);
    }

    private static LegacyRow Row(long id, string code, string name, long? parent, int level) => new(MdsSchema.Ubicacion)
    {
        ["id_ubicacion"] = id,
        ["codigo_ubicacion"] = code,
        ["nombre_ubicacion"] = LegacyText.Encode(name),
        ["id_ubicacion_superior"] = parent,
        ["numero_nivel_ubicacion"] = level,
    };
}

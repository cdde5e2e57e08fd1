namespace Vamos.Network.Offerings;

using Vamos.Contracts.Territory;
using Vamos.ServiceNetwork.V1;

/// <summary>Which territories a service reaches, made once from its codes so that asking costs next to nothing.</summary>
internal sealed class Reach
{
    private const int BitsInWord = 64;

    private static readonly Dictionary<string, int> Departments = Positions(TerritoryCatalogue.Paraguay.Departments.Select(d => d.Code));
    private static readonly Dictionary<string, int> Districts = Positions(TerritoryCatalogue.Paraguay.Districts.Select(d => d.Code));

    private readonly ulong[]? _districts;
    private readonly uint _departments;

    public Reach(ServiceOffering service)
    {
        foreach (var code in service.ServedTerritories)
        {
            if (Departments.TryGetValue(code, out var department))
                _departments |= 1u << department;
            else if (Districts.TryGetValue(code, out var district))
                (_districts ??= new ulong[(Districts.Count / BitsInWord) + 1])[district / BitsInWord] |= 1ul << (district % BitsInWord);
        }

        IsNational = service.ServedTerritories.Count == 0;
    }

    /// <summary>Whether it serves the whole country.</summary>
    public bool IsNational { get; }

    /// <summary>The bit of a department.</summary>
    public static uint BitOf(string departmentCode) => Departments.TryGetValue(departmentCode, out var position) ? 1u << position : 0;

    /// <summary>The position of a district; -1 for none.</summary>
    public static int PositionOf(string districtCode) => Districts.GetValueOrDefault(districtCode, -1);

    /// <summary>Whether it names the district.</summary>
    public bool NamesDistrict(int position) =>
        _districts is not null && position >= 0 && (_districts[position / BitsInWord] & (1ul << (position % BitsInWord))) != 0;

    /// <summary>Whether it names one of the departments.</summary>
    public bool NamesDepartment(uint departments) => (_departments & departments) != 0;

    private static Dictionary<string, int> Positions(IEnumerable<string> codes) =>
        codes.Select((code, i) => KeyValuePair.Create(code, i)).ToDictionary(StringComparer.Ordinal);
}

namespace Vamos.Sandbox.Population;

using Vamos.Contracts.Territory;

/// <summary>Decides in which district the next household lives: first one in each, so that no district is empty, then where people crowd.</summary>
internal sealed class TerritoryAllocation
{
    private readonly Dice _dice;
    private readonly IReadOnlyList<District> _districts = TerritoryCatalogue.Paraguay.Districts;
    private readonly double[] _cumulativeWeights;
    private int _visited;

    public TerritoryAllocation(Dice dice)
    {
        _dice = dice;
        _cumulativeWeights = new double[_districts.Count];
        var sum = 0.0;
        for (var i = 0; i < _districts.Count; i++)
            _cumulativeWeights[i] = sum += Weight(_districts[i].Department.Code);
    }

    public bool EveryDistrictHasAHousehold => _visited >= _districts.Count;

    public District Next() => EveryDistrictHasAHousehold ? _districts[_dice.Weighted(_cumulativeWeights)] : _districts[_visited++];

    public Area AreaIn(District district) => _dice.Chance(UrbanShare(district.Department.Code)) ? Area.Urban : Area.Rural;

    /// <summary>How likely a household is an indigenous one.</summary>
    public static double IndigenousShare(District district) => district.Department.Code switch
    {
        "15" or "16" or "17" => 0.3,
        "02" or "05" or "13" or "14" => 0.06,
        _ => 0.005,
    };

    private static double Weight(string department) => department switch
    {
        "00" => 60,
        "11" => 14,
        "10" => 5,
        "07" or "05" => 3,
        "16" or "17" => 0.6,
        _ => 2,
    };

    private static double UrbanShare(string department) => department switch
    {
        "00" => 1,
        "11" => 0.85,
        "10" => 0.65,
        "15" or "16" or "17" => 0.3,
        _ => 0.4,
    };
}

namespace Vamos.Network.Coverages;

using Vamos.Contracts.Territory;
using Vamos.Network.Offerings;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

/// <summary>A district or department as coverage sees it: what serves it, and what is delivered within.</summary>
internal sealed class CoveredTerritory
{
    private readonly string _code;
    private readonly int[] _districts;
    private readonly uint _department;
    private readonly bool _isDistrict;

    private CoveredTerritory(string code, IEnumerable<District> districts, bool isDistrict)
    {
        _code = code;
        _districts = [.. districts.Select(district => Reach.PositionOf(district.Code))];
        _department = Reach.BitOf(code[..2]);
        _isDistrict = isDistrict;
    }

    /// <summary>Null when there is no such territory.</summary>
    public static CoveredTerritory? Of(string code)
    {
        var catalogue = TerritoryCatalogue.Paraguay;
        if (catalogue.FindDistrict(code) is { } district)
            return new CoveredTerritory(code, [district], isDistrict: true);
        return catalogue.FindDepartment(code) is { } department
            ? new CoveredTerritory(code, catalogue.Districts.Where(d => d.Department == department), isDistrict: false)
            : null;
    }

    /// <summary>Whether a service reaches it, or a part of it.</summary>
    public bool IsServedBy(IndexedService indexed) =>
        indexed.Reach.IsNational || indexed.Reach.NamesDepartment(_department) || Array.Exists(_districts, indexed.Reach.NamesDistrict);

    /// <summary>
    /// Whether a service that serves it does so only from outside: delivered elsewhere, or nobody knows where and it does not name the territory. What
    /// comes to the home is not from outside.
    /// </summary>
    public bool IsServedFromOutside(IndexedService indexed)
    {
        if (indexed.Service.AccessHelps.Contains(AccessHelp.HomeVisit))
            return false;
        if (indexed.DeliveredIn >= 0)
            return Array.IndexOf(_districts, indexed.DeliveredIn) < 0;
        return _isDistrict
            ? !indexed.Service.ServedTerritories.Contains(_code)
            : indexed.Reach.IsNational;
    }
}

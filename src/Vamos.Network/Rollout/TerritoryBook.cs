namespace Vamos.Network.Rollout;

using System.Collections.Frozen;
using System.Collections.Immutable;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.ServiceNetwork.V1;

/// <summary>Every territory with its state in the rollout, and which departments are neighbours. Immutable; swapped whole.</summary>
public sealed class TerritoryBook
{
    private readonly ILookup<string, TerritoryAgreement> _agreements;
    private readonly FrozenDictionary<string, int> _phases;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _neighbours;

    internal TerritoryBook(TerritoryDocument document)
    {
        Version = document.Version;
        _agreements = document.Agreements.ToLookup(agreement => agreement.Territory, StringComparer.Ordinal);
        _phases = document.Phases.SelectMany(phase => phase.Districts.Select(district => (district, phase.Year)))
            .GroupBy(pair => pair.district, pair => pair.Year)
            .ToFrozenDictionary(group => group.Key, group => group.Min(), StringComparer.Ordinal);
        _neighbours = document.Neighbours.ToFrozenDictionary(
            entry => entry.Department, entry => entry.Neighbours.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Name of this state of the data.</summary>
    public string Version { get; }

    /// <summary>Codes of the departments that a department has a border with.</summary>
    public ImmutableArray<string> NeighboursOf(string departmentCode) => _neighbours.GetValueOrDefault(departmentCode, []);

    /// <summary>Every department and every district as it stands on a day, by code.</summary>
    public IEnumerable<Territory> On(DateOnly day) => TerritoryCatalogue.Paraguay.Departments.Select(department => Of(department, day))
        .Concat(TerritoryCatalogue.Paraguay.Districts.Select(district => Of(district, day)))
        .OrderBy(territory => territory.Code, StringComparer.Ordinal);

    /// <summary>A district as it stands on a day.</summary>
    public Territory Of(District district, DateOnly day) => Joined(
        new Territory
        {
            Code = district.Code,
            Name = district.Name,
            Level = TerritorialLevel.District,
            DepartmentCode = district.Department.Code,
            Phase = _phases.GetValueOrDefault(district.Code),
            NeighbourDepartments = { NeighboursOf(district.Department.Code) },
        },
        day);

    private Territory Of(Department department, DateOnly day) => Joined(
        new Territory
        {
            Code = department.Code,
            Name = department.Name,
            Level = TerritorialLevel.Departmental,
            NeighbourDepartments = { NeighboursOf(department.Code) },
        },
        day);

    // of several agreements the one in force counts, else the next, else the last that ended
    private Territory Joined(Territory territory, DateOnly day)
    {
        var best = _agreements[territory.Code].Select(agreement => (State: StateOf(agreement, day), agreement.ValidFrom))
            .OrderBy(found => found.State switch { TerritoryState.Active => 0, TerritoryState.Planned => 1, _ => 2 })
            .ThenByDescending(found => found.ValidFrom)
            .FirstOrDefault();
        territory.State = best.State == TerritoryState.Unspecified && territory.Phase != 0 ? TerritoryState.Planned : best.State;
        if (best.ValidFrom is { } from)
            territory.AgreementDate = Date.From(from);
        return territory;
    }

    private static TerritoryState StateOf(TerritoryAgreement agreement, DateOnly day) =>
        agreement.ValidFrom is not { } from || day < from ? TerritoryState.Planned
        : agreement.ValidUntil is { } last && last < day ? TerritoryState.Ended
        : TerritoryState.Active;
}

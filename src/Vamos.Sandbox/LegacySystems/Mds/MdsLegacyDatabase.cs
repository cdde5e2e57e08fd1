namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Data.Common;
using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>
/// The simulated database of the Ministry of Social Development, as an adapter meets such systems: Spanish columns, cédulas as text in every form,
/// 1/6/9 for yes and no, dates in four formats, capitals in Latin-1, departments by the electoral body's codes, duplicates, and rows that nobody
/// can read any more. The same rows go into SQLite and PostgreSQL.
/// </summary>
public static class MdsLegacyDatabase
{
    /// <summary>Drops and makes the tables, and fills them with the ministry's view of a population.</summary>
    /// <param name="connection">An open connection to either database.</param>
    /// <param name="population">The people.</param>
    /// <param name="cancellationToken">Stops the loading; nothing is left behind.</param>
    public static async Task<MdsLoad> LoadAsync(DbConnection connection, SimulatedPopulation population, CancellationToken cancellationToken)
    {
        var defective = new DefectiveRows();
        var rows = defective.AddTo([.. Rows(population)]);
        var counts = await BulkLoader.LoadAsync(connection, MdsSchema.All, rows, cancellationToken);
        return new MdsLoad(counts, defective.Defects);
    }

    private static IEnumerable<LegacyRow> Rows(SimulatedPopulation population)
    {
        var people = new PersonRows(population.Today);
        var rolls = new RollRows(population.Today);
        foreach (var row in TerritoryRows.All().Concat(PeopleRows()))
            yield return row;
        foreach (var household in population.Households)
        {
            foreach (var row in HouseholdFormRows.Of(household))
                yield return row;
            foreach (var member in household.Members)
            {
                foreach (var row in people.Of(household, member).Concat(people.ObjectionsTo(member)).Concat(rolls.Of(household, member)))
                    yield return row;
            }
        }
    }

    private static IEnumerable<LegacyRow> PeopleRows() => NameStock.Peoples.Select(people => new LegacyRow(MdsSchema.Etnia)
    {
        ["id_etnia_indigena"] = long.Parse(people, CultureInfo.InvariantCulture),
        ["codigo_etnia_indigena"] = people,
        ["nombre_etnia_indigena"] = LegacyText.Encode($"Etnia {people}"),
    });
}

namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Data.Common;
using System.Globalization;
using Vamos.Sandbox.Population;

/// <summary>What clerks do in the ministry's system while it runs: every change sets the change column of its row, as the system's own programs do.</summary>
/// <param name="connect">Makes a connection to the database, not opened.</param>
/// <param name="population">The people in it.</param>
/// <param name="time">The clock of the system.</param>
public sealed class MdsClerk(Func<DbConnection> connect, SimulatedPopulation population, TimeProvider time)
{
    private const long LaterIds = 800_000_000;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    private DateTimeOffset Now => time.GetUtcNow().ToOffset(Offset);

    /// <summary>Registers a death.</summary>
    /// <returns>Whether the person is in the register.</returns>
    public async Task<bool> RegisterDeathAsync(Cedula person, DateOnly day, CancellationToken cancellationToken)
    {
        var id = Find(person).Person.Id;
        return await ExecuteAsync(
            "UPDATE persona SET certificado_defuncion = @certificate, fecha_certificado_defuncion = @day, es_cer_defuncion_anulado = 0, "
            + "fecha_ultima_modificacion = @now WHERE id_persona = @id",
            [("@certificate", $"RC-{id % 1_000_000}"), ("@day", day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)), ("@id", (long)id)],
            cancellationToken) != 0;
    }

    /// <summary>Changes the state of somebody on the roll of a programme.</summary>
    /// <returns>Whether the person is on it.</returns>
    public async Task<bool> ChangeEnrolmentAsync(Cedula person, Programme programme, EnrolmentState state, CancellationToken cancellationToken)
    {
        var (roll, written) = RollRows.Of(programme, state);
        return await ExecuteAsync(
            $"UPDATE {roll.Name} SET estado = @state, fecha_ultima_modificacion = @now WHERE {roll.Columns[0].Name} = @id",
            [("@state", written), ("@id", (long)Find(person).Person.Id)],
            cancellationToken) != 0;
    }

    /// <summary>Visits a household again: a new form of the day says the same, and the earlier one is marked as replaced.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> ReplaceFormAsync(Cedula member, CancellationToken cancellationToken)
    {
        var household = ("@id", (object)(long)Find(member).Household.Id);
        var copied = await ExecuteAsync(
            Copy(MdsSchema.FichaHogar, "es_ficha_hogar_inactiva", ("fecha_entrevista", "@today")),
            [household, ("@today", Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
            cancellationToken);
        var newForm = ("id_ficha_hogar", $"id_ficha_hogar + {LaterIds}");
        await ExecuteAsync(Copy(MdsSchema.FichaPersona, "es_ficha_persona_inactiva", newForm), [household], cancellationToken);
        foreach (var table in new[] { MdsSchema.FichaPersona, MdsSchema.FichaHogar })
        {
            await ExecuteAsync(
                $"UPDATE {table.Name} SET es_{table.Name}_inactiva = 1, fecha_ultima_modificacion = @now WHERE id_ficha_hogar = @id",
                [household],
                cancellationToken);
        }

        return copied != 0;
    }

    private static string Copy(LegacyTable table, string inactive, (string Column, string Value) differing)
    {
        var columns = table.Columns.Select(column => column.Name).ToList();
        var values = columns.Select((column, position) => column switch
        {
            _ when position == 0 => $"{column} + {LaterIds}",
            _ when column == differing.Column => differing.Value,
            "fecha_ultima_modificacion" => "@now",
            _ => column,
        });
        return $"INSERT INTO {table.Name} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table.Name} "
            + $"WHERE id_ficha_hogar = @id AND {inactive} = 0";
    }

    private (SimulatedHousehold Household, SimulatedPerson Person) Find(Cedula cedula) => population.Households
        .SelectMany(household => household.Members, (household, person) => (household, person))
        .FirstOrDefault(member => member.person.Cedula == cedula) is { person: not null } found
            ? found
            : throw new ArgumentException("Nobody here has that number.", nameof(cedula));

    private async Task<int> ExecuteAsync(string sql, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = connect();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        // Made of the names of our own tables.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters.Append(("@now", Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

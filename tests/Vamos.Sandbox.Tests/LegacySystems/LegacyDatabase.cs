namespace Vamos.Sandbox.Tests.LegacySystems;

using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>A loaded legacy database in memory, and rough reading of its rows.</summary>
public sealed class LegacyDatabase : IAsyncLifetime, IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public MdsLoad Load { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _connection.OpenAsync();
        Load = await MdsLegacyDatabase.LoadAsync(_connection, SimulatedPopulation.Generate(1, 10_000, Today), CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _connection.Dispose();

    /// <summary>Rows as texts by column; bytes are read as Latin-1.</summary>
    public List<Dictionary<string, string?>> Query(string sql)
    {
        using DbCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => reader.GetValue(column) switch
            {
                DBNull => null,
                byte[] bytes => Encoding.Latin1.GetString(bytes),
                var value => value.ToString(),
            }));
        }

        return rows;
    }

    public string? Scalar(string sql) => Query(sql)[0].Values.First();

    public Dictionary<string, string?> Person(int number) => Assert.Single(Query($"SELECT * FROM persona WHERE id_persona = {number}"));

    public List<Dictionary<string, string?>> Sheets(int number) => Query(
        $"""
        SELECT p.*, h.id_distrito, h.numero_tipo_area, h.indice_calidad_vida
        FROM ficha_persona p JOIN ficha_hogar h USING (id_ficha_hogar)
        WHERE p.id_ficha_persona = {number}
        """);

    /// <summary>The number that a text cédula stands for, whatever its form.</summary>
    public static string Digits(string? text)
    {
        var trimmed = (text ?? string.Empty).Trim();
        var whole = trimmed.EndsWith(".0", StringComparison.Ordinal) ? trimmed[..^2] : trimmed;
        return new string([.. whole.Where(char.IsDigit)]).TrimStart('0');
    }
}

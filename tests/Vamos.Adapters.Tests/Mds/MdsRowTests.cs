namespace Vamos.Adapters.Tests.Mds;

using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Vamos.Adapters.Mds;

/// <summary>Rows in which anything stands anywhere, as SQLite lets it.</summary>
public sealed class MdsRowTests
{
    private static readonly Gen<object> Anything = Gen.OneOf(
        Gen.Elements<object>(DBNull.Value, "", " ", "99000001", "1.234.567", "A", "S/N", "31/02/1950", "2026-11-20", "ACTIVO", "375.000", "\0", "7 "),
        Gen.Elements<object>(long.MinValue, -1L, 0L, 1L, 6L, 9L, 99L, 301L, 3_000_000_000L, long.MaxValue, double.NaN, 1.5, 1e300),
        Gen.ArrayOf(Gen.Choose(0, 255).Select(code => (byte)code)).Select(bytes => (object)bytes),
        ArbMap.Default.GeneratorFor<string>().Select(text => (object)(text ?? "").Replace("\ud800", "", StringComparison.Ordinal)));

    [Fact]
    public void No_row_whatever_stands_in_it_is_more_than_set_aside()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var table in new MdsTables(MdsLists.None).All)
        {
            var columns = table.Columns.Select(column => column.Name).ToList();
            Prop.ForAll(Gen.ArrayOf(Anything, columns.Count).ToArbitrary(), values =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"SELECT {string.Join(", ", columns.Select((column, i) => $"@v{i} AS {column}"))}";
                for (var i = 0; i < values.Length; i++)
                    command.Parameters.AddWithValue($"@v{i}", values[i] is double.NaN ? DBNull.Value : values[i]);
                using var reader = command.ExecuteReader();
                reader.Read();

                var row = table.ReadRow(reader);

                return row.Issues.All(issue => issue.RecordSource == table.Name && columns.Contains(issue.Field) && issue.Reason.Length != 0);
            }).QuickCheckThrowOnFailure();
        }
    }
}

namespace Vamos.Adapters.Tests.Mds;

using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Mds.Sql;
using Vamos.Adapters.Tests.Lab;
using Vamos.Translation;

public sealed class CedulaKeyTests
{
    private static MdsIndex Index => MdsQueries.Read("postgresql", null, Assert.Fail).Indexes.Single(index => index.Table == "persona");

    [Fact]
    public void Key_computed_by_the_database_is_the_key_of_the_number_in_every_spelling()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Index.Expression} FROM (SELECT @number AS numero_cedula, @letter AS letra_cedula)";
        var number = command.Parameters.Add("@number", SqliteType.Text);
        var letter = command.Parameters.Add("@letter", SqliteType.Text);

        Prop.ForAll(
            Gen.Choose(1, 999_999_999).ToArbitrary(),
            Gen.Elements("", "A", "b").ToArbitrary(),
            Gen.Choose(0, 6).ToArbitrary(),
            (digits, sign, spelling) =>
            {
                (number.Value, letter.Value) = Write(digits, sign, spelling);
                var id = CedulaText.Translate((string)number.Value, letter.Value as string).Value!;
                return (string?)command.ExecuteScalar() == CedulaKey.Of(id);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Statement_in_the_guide_is_the_one_that_the_adapter_runs()
    {
        Assert.Contains(Squeezed($"{Index.Name} ON persona (({Index.Expression}))"), Squeezed(MdsGuide.Text), StringComparison.Ordinal);
    }

    // The guide breaks lines; blanks between quotes are the only ones that mean something, and those are written with their quotes.
    private static string Squeezed(string text) => string.Join("", text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static (object Number, object Letter) Write(int digits, string sign, int spelling)
    {
        var dotted = digits.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');
        return (spelling, sign) switch
        {
            (0, _) => ($"{digits}", sign),
            (1, _) => (dotted, $" {sign} "),
            (2, "") => ($"{digits}.0", DBNull.Value),
            (3, "") => ($"0{1 + (digits % 10_000_000)}", DBNull.Value),
            (_, "") => ($" {dotted} ", DBNull.Value),
            (5, _) => ($"{sign} {dotted}", ""),
            _ => ($"{sign}-{digits}", DBNull.Value),
        };
    }
}

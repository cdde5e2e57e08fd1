namespace Vamos.Sandbox.Tests.LegacySystems;

using System.Text.RegularExpressions;
using Vamos.Sandbox.LegacySystems.Mds;

public sealed class MdsLegacyDatabaseTests(LegacyDatabase database) : IClassFixture<LegacyDatabase>
{
    [Fact]
    public void Load_fills_every_table()
    {
        Assert.All(database.Load.RowsByTable, table => Assert.True(table.Value > 0, table.Key));
        Assert.Equal(263 + 1, int.Parse(database.Scalar("SELECT count(*) FROM ubicacion WHERE numero_nivel_ubicacion = 2")!));
        Assert.InRange(database.Load.RowsByTable["persona"], 9_000, 12_000);
    }

    [Theory]
    [InlineData(@"^\d{8}$")]
    [InlineData(@"^\d\d\.\d{3}\.\d{3}$")]
    [InlineData(@"^ \d{8} $")]
    [InlineData(@"^\d{8}\.0$")]
    [InlineData(@"^0\d{8}$")]
    [InlineData(@"^[AB]-\d{8}$")]
    public void Cedulas_come_in_many_forms(string form)
    {
        var cedulas = database.Query("SELECT numero_cedula FROM persona").Select(row => row["numero_cedula"]!);

        Assert.Contains(cedulas, cedula => Regex.IsMatch(cedula, form));
    }

    [Theory]
    [InlineData(@"^\d{4}-\d\d-\d\d$")]
    [InlineData(@"^\d\d/\d\d/\d{4}$")]
    [InlineData(@"^\d\d-\d\d-\d{4}$")]
    [InlineData(@"^\d{8}$")]
    public void Dates_come_in_many_forms(string form)
    {
        var dates = database.Query("SELECT fecha_nacimiento FROM persona").Select(row => row["fecha_nacimiento"]!);

        Assert.Contains(dates, date => Regex.IsMatch(date, form));
    }

    [Fact]
    public void Unknown_dates_are_zeros_blanks_or_nothing()
    {
        var ends = database.Query("SELECT DISTINCT fecha_baja FROM nomina_pension_am").Select(row => row["fecha_baja"]).ToList();

        Assert.Contains("00/00/0000", ends);
        Assert.Contains(string.Empty, ends);
        Assert.Contains(null, ends);
    }

    [Fact]
    public void Amounts_come_with_dots_with_cents_and_bare()
    {
        var amounts = database.Query("SELECT monto FROM padron_tekopora").Select(row => row["monto"]!).ToList();

        Assert.Contains(amounts, amount => Regex.IsMatch(amount, @"^\d{3}\.000$"));
        Assert.Contains(amounts, amount => Regex.IsMatch(amount, @"^\d{6}\.00$"));
        Assert.Contains(amounts, amount => Regex.IsMatch(amount, @"^\d{6}$"));
    }

    [Fact]
    public void Names_are_capitals_in_Latin1()
    {
        var names = database.Query("SELECT nombre_persona FROM persona").Select(row => row["nombre_persona"]!).ToList();

        Assert.Contains(names, name => name.Contains('Ñ'));
        Assert.All(names, name => Assert.Equal(name.ToUpperInvariant(), name));
        Assert.DoesNotContain(names, name => name.Contains('?'));
        Assert.Equal("blob", database.Scalar("SELECT typeof(primer_nombre) FROM persona LIMIT 1"));
    }

    [Fact]
    public void Some_people_and_payments_are_there_twice()
    {
        Assert.NotEqual("0", database.Scalar("SELECT count(*) FROM persona WHERE id_persona > 500000000 AND id_persona < 600000000"));
        Assert.NotEqual("0", database.Scalar("SELECT count(*) FROM nomina_pension_am WHERE id_nomina_pension_am > 500000000"));
        Assert.NotEqual("0", database.Scalar("SELECT count(*) FROM ficha_hogar WHERE es_ficha_hogar_inactiva = 1"));
        Assert.NotEqual("0", database.Scalar("SELECT count(*) FROM ficha_hogar WHERE id_ficha_hogar > 600000000 AND es_ficha_hogar_inactiva = 0"));
    }

    [Fact]
    public void Spoilt_rows_of_every_kind_lie_among_the_others()
    {
        var defects = database.Load.Defects;

        Assert.Equal(Enum.GetValues<DefectKind>().Order(), defects.Select(defect => defect.Kind).Distinct().Order());
        Assert.InRange(defects.Count, 25, 60);
        foreach (var defect in defects)
        {
            var key = database.Query($"SELECT * FROM {defect.Table} LIMIT 1")[0].Keys.First();
            Assert.Equal("1", database.Scalar($"SELECT count(*) FROM {defect.Table} WHERE {key} = {defect.Key}"));
        }
    }
}

namespace Vamos.Adapters.Tests.Mtess;

using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Mtess.Payrolls;
using Vamos.Adapters.Tests.Lab;
using Vamos.Common.V1;

/// <summary>Payrolls as employers send them: what is understood, what is set aside, what is refused.</summary>
public sealed class PayrollTests : IAsyncLifetime
{
    private const string FormerHeader =
        "nropatronal;documento;nombre;apellido;sexo;estadocivil;fechanac;nacionalidad;domicilio;fechanacmenor;hijosmenores;cargo;profesion;fechaentrada;"
        + "horariotrabajo;menorescapa;menorescolar;fechasalida;motivosalida;estado";

    private const string PresentHeader =
        "numero_patronal;nro_ci;periodo_pago_desde;periodo_pago_hasta;nombres;apellidos;cargo;fecha_entrada;fecha_salida;dias_trabajados;salario";

    private PayrollLab _lab = null!;

    public Task InitializeAsync()
    {
        _lab = PayrollLab.Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Former_payroll_says_who_is_employed_and_no_salary()
    {
        var result = await _lab.DropAsync("empleados_obreros_20150131.csv", FormerHeader, Former("99999", "2.052.528", "2015-01-03", "", "DISEÑADOR"));

        Assert.Null(result.Reason);
        var records = await _lab.AskAsync(2052528);
        var employment = Assert.Single(records.Employment);
        Assert.Equal(("99999", "DISEÑADOR", false), (employment.EmployerNumber, employment.Position, employment.HasMonthlySalary));
        Assert.Equal(new Date { Year = 2015, Month = 1, Day = 3 }, employment.StartDate);
        Assert.Null(employment.EndDate);
        Assert.Equal(("mtess", "reop-planillas"), (employment.Provenance.Institution, employment.Provenance.System));
        Assert.Equal(new DateTimeOffset(2015, 1, 31, 3, 0, 0, TimeSpan.Zero), employment.Provenance.AsOf.ToDateTimeOffset());
        Assert.False((await _lab.AskAsync(2052529)).Found);
    }

    [Fact]
    public async Task Present_payroll_says_the_salary_and_what_month_it_is_of()
    {
        await _lab.DropAsync("liquidacion_salarios_20261105.csv", PresentHeader, Present("1900000000", "2052528", "01-10-2026", "4.200.000", "DISEÑADOR"));

        var employment = Assert.Single((await _lab.AskAsync(2052528)).Employment);

        Assert.Equal(("1900000000", "DISEÑADOR", 4_200_000L), (employment.EmployerNumber, employment.Position, employment.MonthlySalary));
        Assert.Equal(new Date { Year = 2026, Month = 10, Day = 1 }, employment.SalaryPeriod);
        Assert.Equal(new Date { Year = 2020, Month = 2, Day = 1 }, employment.StartDate);
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 3, 0, 0, TimeSpan.Zero), employment.Provenance.AsOf.ToDateTimeOffset());
        Assert.False(employment.HasPublicSector);
    }

    [Fact]
    public async Task Both_numbers_of_employers_stay_as_they_are_and_side_by_side()
    {
        await _lab.DropAsync("empleados_obreros_20150131.csv", FormerHeader, Former("00031", "1", "2015-01-03"), Former("31", "1", "2015-01-03"));
        await _lab.DropAsync("liquidacion_salarios_20261105.csv", PresentHeader, Present("0000000031", "1", "01-10-2026", "1"));

        var numbers = (await _lab.AskAsync(1)).Employment.Select(employment => employment.EmployerNumber);
        Assert.Equal(["0000000031", "00031", "31"], numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_several_months_of_one_employment_the_last_counts()
    {
        await _lab.DropAsync(
            "liquidacion_salarios_20261105.csv", PresentHeader,
            Present("31", "1", "01-09-2026", "3000000"), Present("31", "1", "01-10-2026", "3100000"), Present("31", "1", "01-08-2026", "2900000"));

        Assert.Equal(3_100_000, Assert.Single((await _lab.AskAsync(1)).Employment).MonthlySalary);
    }

    [Fact]
    public async Task Two_people_with_one_number_are_told_apart_by_the_letter()
    {
        await _lab.DropAsync("liquidacion_salarios_20261105.csv", PresentHeader, Present("31", "A-99000010", "01-10-2026", "3000000"));

        Assert.False((await _lab.AskAsync(99_000_010)).Found);
        Assert.True((await _lab.AskAsync(99_000_010, "A")).Found);
    }

    [Theory]
    [InlineData("31", "1", "2015-02-30", "", "fechaentrada")]
    [InlineData("31", "1", "03/2015", "", "fechaentrada")]
    [InlineData("31", "1", "2015-01-03", "2014-01-03", "fechasalida")]
    [InlineData("1900000000", "1", "2015-01-03", "", "nropatronal")]
    [InlineData("", "1", "2015-01-03", "", "nropatronal")]
    public async Task Line_with_a_bad_field_is_set_aside_and_the_person_known(string employer, string worker, string start, string end, string field)
    {
        await _lab.DropAsync("empleados_obreros_20150131.csv", FormerHeader, Former(employer, worker, start, end), Former("32", "1", "2016-01-01"));

        var records = await _lab.AskAsync(1);

        Assert.Equal("32", Assert.Single(records.Employment).EmployerNumber);
        var issue = Assert.Single(records.Issues);
        Assert.Equal(("empleados_obreros_20150131.csv", "line 2", field), (issue.RecordSource, issue.RecordKey, issue.Field));
        Assert.Equal("line 2", Assert.Single(_lab.Quarantine.Rows).Key);
    }

    [Theory]
    [InlineData("", "1", "1", "periodo_pago_desde")]
    [InlineData("01-10-2026", "sin documento", "1", "nro_ci")]
    [InlineData("01-10-2026", "", "1", "nro_ci")]
    [InlineData("01-10-2026", "1", "tres millones", "salario")]
    [InlineData("01-10-2026", "1", "1,50", "salario")]
    public async Task Line_of_a_present_payroll_with_a_bad_field_is_set_aside(string period, string worker, string salary, string field)
    {
        await _lab.DropAsync("liquidacion_salarios_20261105.csv", PresentHeader, Present("31", worker, period, salary), Present("31", "2", "01-10-2026", "1"));

        Assert.Equal(field, Assert.Single(Assert.Single(_lab.Quarantine.Rows).Issues).Field);
        Assert.True((await _lab.AskAsync(2)).Found);
    }

    [Fact]
    public async Task File_of_one_employer_holds_nobody_elses_workers()
    {
        var result = await _lab.DropAsync("empleados_obreros-31_20150131.csv", FormerHeader, Former("31", "1", "2015-01-03"), Former("32", "2", "2015-01-03"));

        Assert.Equal((null, 1L, 1L), (result.Reason, result.Rows, result.SetAside));
        var other = await _lab.DropAsync("empleados_obreros-32_20150131.csv", FormerHeader, Former("32", "2", "2015-01-03"));
        Assert.Null(other.Reason);
        Assert.True((await _lab.AskAsync(1)).Found);
        Assert.Equal("32", Assert.Single((await _lab.AskAsync(2)).Employment).EmployerNumber);
    }

    [Theory]
    [InlineData("empleados_obreros-1900000000_20150131.csv", FormerHeader)]
    [InlineData("liquidacion_salarios-abc_20150131.csv", PresentHeader)]
    [InlineData("empleados_obreros_20150131.csv", PresentHeader)]
    [InlineData("planilla_20150131.csv", FormerHeader)]
    public async Task File_of_another_form_is_refused_whole(string name, string header)
    {
        var result = await _lab.DropAsync(name, header, Former("31", "1", "2015-01-03"));

        Assert.NotNull(result.Reason);
        await Assert.ThrowsAsync<LegacySystemException>(() => _lab.AskAsync(1));
    }

    [Fact]
    public async Task Nobody_is_unknown_before_a_payroll_has_come() => await Assert.ThrowsAsync<LegacySystemException>(() => _lab.AskAsync(1));

    [Fact]
    public async Task Next_payroll_changes_those_whose_lines_differ_and_only_those()
    {
        string[] first = [PresentHeader, Present("31", "1", "01-10-2026", "1"), Present("31", "2", "01-10-2026", "1"), Present("31", "3", "01-10-2026", "1")];
        await _lab.DropAsync("liquidacion_salarios_20261105.csv", first);
        var start = (await _lab.Part.ReadChangesAsync(null, CancellationToken.None)).Position;

        first[2] = Present("31", "2", "01-10-2026", "2");
        await _lab.DropAsync("liquidacion_salarios_20261106.csv", [.. first[..3], Present("31", "4", "01-10-2026", "1")]);

        var page = await _lab.Part.ReadChangesAsync(start, CancellationToken.None);
        Assert.Equal(["2", "3", "4"], page.Changes.Select(change => change.Person.Number).Order());
    }

    [Fact]
    public void Columns_in_the_guide_are_those_that_are_read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "adapter-mtess.md")))
            folder = folder.Parent ?? throw new InvalidOperationException("docs/adapter-mtess.md is not above the tests.");

        var guide = File.ReadAllText(Path.Combine(folder.FullName, "docs", "adapter-mtess.md"));

        foreach (var layout in PayrollLayouts.All)
            Assert.Contains($"`{string.Join(';', layout.Columns.Select(column => column.Name))}`", guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_payroll_is_read_as_it_was_written()
    {
        var days = Gen.Choose(new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2060, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);
        var positions = Gen.Elements("CONTADOR", "DISEÑADOR; GRÁFICO", "\"JEFE\"", "A \"B\"; C", "").ToArbitrary();
        var lines = (
            from employer in Gen.Choose(1, 99_999)
            from start in days
            from length in Gen.Choose(0, 5_000)
            from position in positions.Generator
            from salary in Gen.Choose(0, int.MaxValue)
            select (employer, start, end: start.AddDays(length), position, salary)).Sample(200, 200).ToList();

        await _lab.DropAsync(
            "empleados_obreros_20150131.csv",
            [
                FormerHeader,
                .. lines.Select((line, i) => Former(
                    $"{line.employer:00000}", $"{i + 1}", $"{line.start:yyyy-MM-dd}", $"{line.end:yyyy-MM-dd}", line.position)),
            ]);
        await _lab.DropAsync(
            "liquidacion_salarios_20261105.csv",
            [
                PresentHeader,
                .. lines.Select((line, i) => Present(
                    $"{line.employer:0000000000}", $"{i + 1}", $"{line.start:dd-MM-yyyy}", Dotted(line.salary), line.position, $"{line.end:dd-MM-yyyy}")),
            ]);

        var answers = await _lab.AskAsync([.. lines.Select((_, i) => HistoryLab.Id(i + 1))]);
        foreach (var (line, answer) in lines.Zip(answers))
        {
            var former = answer.Employment.Single(employment => employment.EmployerNumber.Length == 5);
            Assert.Equal((line.employer.ToString("00000"), line.position), (former.EmployerNumber, former.Position));
            Assert.Equal((Date.From(line.start), Date.From(line.end)), (former.StartDate, former.EndDate));
            var present = answer.Employment.Single(employment => employment.EmployerNumber.Length == 10);
            Assert.Equal(
                (line.employer.ToString("0000000000"), line.position, (long)line.salary), (present.EmployerNumber, present.Position, present.MonthlySalary));
            Assert.Equal(Date.From(line.start), present.SalaryPeriod);
        }
    }

    [Fact]
    public void Payroll_cut_or_changed_anywhere_is_taken_or_refused()
    {
        string[] lines = [FormerHeader, Former("31", "1", "2015-01-03"), Former("32", "2", "2015-01-03", "", "DISEÑADOR"), ""];
        var sound = Encoding.Latin1.GetBytes(string.Join("\r\n", lines));
        var cut = Gen.Choose(0, sound.Length).Select(length => sound[..length]);
        var changed =
            from place in Gen.Choose(0, sound.Length - 1)
            from value in Gen.Choose(0, 255)
            select sound.Select((old, i) => i == place ? (byte)value : old).ToArray();

        Prop.ForAll(Gen.OneOf(cut, changed).ToArbitrary(), bytes =>
        {
            var result = _lab.DropAsync("empleados_obreros.csv", bytes).GetAwaiter().GetResult();
            return result.Reason is not null || result.Rows + result.SetAside <= 3;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static string Dotted(long amount) => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Former(string employer, string worker, string start, string end = "", string position = "VENDEDOR") =>
        $"{employer};{worker};RÓMULO;PRUEBA;M;S;1965-10-05;PARAGUAYA;\"CALLE DE EJEMPLO; 1\";;0;{Quoted(position)};EMPLEADO;{start};8:00 A 16:00;;;{end};;A";

    private static string Present(string employer, string worker, string from, string salary, string position = "VENDEDOR", string? until = null)
    {
        until ??= from.Length == 0 ? "" : $"{(from.Contains("-10-", StringComparison.Ordinal) ? 31 : 28)}{from[2..]}";
        return $"{employer};{worker};{from};{until};RÓMULO;PRUEBA;{Quoted(position)};01-02-2020;;30;{salary}";
    }
}

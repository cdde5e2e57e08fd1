namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;
using System.Text;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>One payroll as it is written, with the lines among it that are wrong on purpose.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Encoding">How it is encoded.</param>
/// <param name="Lines">Its lines, the header first.</param>
/// <param name="Defects">The wrong ones.</param>
internal sealed record PayrollFile(string Name, Encoding Encoding, IReadOnlyList<string> Lines, IReadOnlyList<PayrollDefect> Defects)
{
    private const string FormerHeader =
        "nropatronal;documento;nombre;apellido;sexo;estadocivil;fechanac;nacionalidad;domicilio;fechanacmenor;hijosmenores;cargo;profesion;fechaentrada;"
        + "horariotrabajo;menorescapa;menorescolar;fechasalida;motivosalida;estado";

    private const string PresentHeader =
        "numero_patronal;nro_ci;periodo_pago_desde;periodo_pago_hasta;nombres;apellidos;cargo;fecha_entrada;fecha_salida;dias_trabajados;salario";

    private const string SomeEmployer = "31";
    private const string SomeWorker = "97000001";

    /// <summary>The whole of it.</summary>
    public byte[] Bytes => Encoding.GetBytes(string.Concat(Lines.Select(line => line + "\r\n")));

    /// <summary>A payroll of the first generation: who is employed, in Latin-1.</summary>
    public static PayrollFile Former(EmploymentRegister register, IReadOnlyList<Employment> employments, DateOnly day)
    {
        string Line(Employment employment, string employer, string worker, string start)
        {
            var person = register.PersonOf(employment.Worker);
            return NightlyLine.Of(
                employer, worker, Given(person), Surnames(person), person?.Sex == Sex.Male ? "M" : "F", "S", Iso(person?.BirthDate), "PARAGUAYA",
                "CALLE DE PRUEBA; CASA 1", "", 0, employment.Position, "EMPLEADO", start, "8:00 A 16:00", "", "", Iso(employment.End),
                employment.End is null ? "" : "RENUNCIA", employment.End is null ? "A" : "I");
        }

        return Make(
            $"empleados_obreros_{day:yyyyMMdd}.csv",
            Encoding.Latin1,
            [FormerHeader, .. employments.Select(e => Line(e, e.Employer.FormerNumber, e.Worker.ToString(), Iso(e.Start)))],
            employments.Count == 0 ? null : (employer, worker, date) => Line(employments[0], employer, worker, date),
            ("nropatronal", "documento", "fechaentrada"),
            ("2020-02-20", "2020-02-30"));
    }

    /// <summary>A payroll of the second generation: what was paid for a month, in UTF-8.</summary>
    public static PayrollFile Present(EmploymentRegister register, IReadOnlyList<Employment> employments, DateOnly day)
    {
        string Line(Employment employment, string employer, string worker, string period)
        {
            var person = register.PersonOf(employment.Worker);
            return NightlyLine.Of(
                employer, worker, period, DayFirst(employment.SalaryPeriod.AddMonths(1).AddDays(-1)), Given(person), Surnames(person), employment.Position,
                DayFirst(employment.Start), DayFirst(employment.End), 30, Untidiness.Money(employment.MonthlySalary, employment.Id));
        }

        return Make(
            $"liquidacion_salarios_{day:yyyyMMdd}.csv",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            [PresentHeader, .. employments.Select(e => Line(e, e.Employer.Number, e.Worker.ToString(), DayFirst(e.SalaryPeriod)))],
            employments.Count == 0 ? null : (employer, worker, date) => Line(employments[0], employer, worker, date),
            ("numero_patronal", "nro_ci", "periodo_pago_desde"),
            ("01-02-2026", "31-02-2026"));
    }

    private static PayrollFile Make(
        string name,
        Encoding encoding,
        List<string> lines,
        Func<string, string, string, string>? line,
        (string Employer, string Worker, string Date) columns,
        (string Real, string Unreal) dates)
    {
        if (line is null)
            return new PayrollFile(name, encoding, lines, []);
        (string Column, string Line)[] wrong =
        [
            (columns.Employer, line("31-B", SomeWorker, dates.Real)),
            (columns.Worker, line(SomeEmployer, "SIN DOCUMENTO", dates.Real)),
            (columns.Date, line(SomeEmployer, SomeWorker, dates.Unreal)),
            ("", $"{SomeEmployer};{SomeWorker};se cortó"),
        ];
        // The header has been written, so the next line has the number of those there are, and one more.
        PayrollDefect[] defects = [.. wrong.Select((defect, i) => new PayrollDefect(name, lines.Count + 1 + i, defect.Column))];

        // A sound line comes last, or the broken one would be taken for the end of a truncated file.
        return new PayrollFile(name, encoding, [.. lines, .. wrong.Select(defect => defect.Line), line(SomeEmployer, "97000002", dates.Real)], defects);
    }

    private static string Given(SimulatedPerson? person) => LegacyText.Reduce($"{person?.Name.FirstGiven} {person?.Name.SecondGiven}".Trim());

    private static string Surnames(SimulatedPerson? person) => LegacyText.Reduce($"{person?.Name.FirstSurname} {person?.Name.SecondSurname}".Trim());

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string DayFirst(DateOnly? day) => day?.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture) ?? "";
}

namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;
using System.Text;

/// <summary>One payroll as it is written, with the lines among it that are wrong on purpose.</summary>
internal sealed class PayrollFile
{
    private const string FormerHeader =
        "nropatronal;documento;nombre;apellido;sexo;estadocivil;fechanac;nacionalidad;domicilio;fechanacmenor;hijosmenores;cargo;profesion;fechaentrada;"
        + "horariotrabajo;menorescapa;menorescolar;fechasalida;motivosalida;estado";

    private const string PresentHeader =
        "numero_patronal;nro_ci;periodo_pago_desde;periodo_pago_hasta;nombres;apellidos;cargo;fecha_entrada;fecha_salida;dias_trabajados;salario";

    private readonly StringBuilder _text = new();
    private readonly List<PayrollDefect> _defects = [];
    private long _lines = 1;

    private PayrollFile(string name, string header)
    {
        Name = name;
        _text.Append(header).Append("\r\n");
    }

    public string Name { get; }

    public IReadOnlyList<PayrollDefect> Defects => _defects;

    /// <summary>A payroll of the first generation: who is employed, in Latin-1.</summary>
    public static (PayrollFile File, byte[] Bytes) Former(IEnumerable<Employment> employments, DateOnly day)
    {
        var file = new PayrollFile($"empleados_obreros_{day:yyyyMMdd}.csv", FormerHeader);
        foreach (var employment in employments)
            file.Add(FormerLine(employment, employment.Employer.FormerNumber, employment.Worker.ToString(), Iso(employment.Start)));
        file.AddDefects(
            employments.FirstOrDefault(),
            FormerLine,
            ("nropatronal", "documento", "fechaentrada"),
            ("2020-02-20", "2020-02-30"));
        return (file, Encoding.Latin1.GetBytes(file._text.ToString()));
    }

    /// <summary>A payroll of the second generation: what was paid for a month, in UTF-8.</summary>
    public static (PayrollFile File, byte[] Bytes) Present(IEnumerable<Employment> employments, DateOnly day)
    {
        var file = new PayrollFile($"liquidacion_salarios_{day:yyyyMMdd}.csv", PresentHeader);
        foreach (var employment in employments)
            file.Add(PresentLine(employment, employment.Employer.Number, employment.Worker.ToString(), DayFirst(employment.SalaryPeriod)));
        file.AddDefects(
            employments.FirstOrDefault(),
            PresentLine,
            ("numero_patronal", "nro_ci", "periodo_pago_desde"),
            ("01-02-2026", "31-02-2026"));
        return (file, new UTF8Encoding(false).GetBytes(file._text.ToString()));
    }

    private static string FormerLine(Employment employment, string employer, string worker, string start) => string.Join(
        ';',
        employer,
        worker,
        "NOMBRE",
        "APELLIDO",
        "M",
        "S",
        "1980-01-01",
        "PARAGUAYA",
        "\"CALLE DE PRUEBA; CASA 1\"",
        "",
        "0",
        employment.Position,
        "EMPLEADO",
        start,
        "8:00 A 16:00",
        "",
        "",
        employment.End is { } end ? Iso(end) : "",
        employment.End is null ? "" : "RENUNCIA",
        employment.End is null ? "A" : "I");

    private static string PresentLine(Employment employment, string employer, string worker, string period) => string.Join(
        ';',
        employer,
        worker,
        period,
        DayFirst(employment.SalaryPeriod.AddMonths(1).AddDays(-1)),
        "NOMBRE",
        "APELLIDO",
        employment.Position,
        DayFirst(employment.Start),
        employment.End is { } end ? DayFirst(end) : "",
        "30",
        employment.MonthlySalary.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.'));

    private void AddDefects(
        Employment? some,
        Func<Employment, string, string, string, string> write,
        (string Employer, string Worker, string Date) columns,
        (string Real, string Unreal) dates)
    {
        if (some is null)
            return;
        const string Employer = "31";
        const string Worker = "97000001";
        AddDefect(columns.Employer, write(some, "31-B", Worker, dates.Real));
        AddDefect(columns.Worker, write(some, Employer, "SIN DOCUMENTO", dates.Real));
        AddDefect(columns.Date, write(some, Employer, Worker, dates.Unreal));
        AddDefect("", $"{Employer};{Worker};se cortó");

        // So that the broken line is not taken for the end of a truncated file.
        Add(write(some, Employer, "97000002", dates.Real));
    }

    private void AddDefect(string column, string line)
    {
        Add(line);
        _defects.Add(new PayrollDefect(Name, _lines, column));
    }

    private void Add(string line)
    {
        _text.Append(line).Append("\r\n");
        _lines++;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string DayFirst(DateOnly day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);
}

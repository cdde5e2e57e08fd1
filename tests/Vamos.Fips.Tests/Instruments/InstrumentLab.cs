namespace Vamos.Fips.Tests.Instruments;

using System.Text;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;
using Vamos.Translation;

/// <summary>A folder with files of an instrument.</summary>
public sealed class InstrumentLab : IDisposable
{
    public const string CandidateHeader =
        "departamento;distrito;nombres_apellidos;apodo;edad;fecha_nacimiento;numero_cedula;numero_telefono;direccion;referencia;barrio;"
        + "nombre_referente;numero_telefono_referente";

    public const string VisitedHeader =
        "orden;barrio;direccion;telefono;primer_nombre;segundo_nombre;primer_apellido;segundo_apellido;edad_a_la_fecha;sexo;parentesco;cedula;"
        + "nombre_jefe_hogar;cedula_jefe_hogar;icv;validado;observaciones;funcionario;causa_invalidacion";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-instruments-");

    public string Households => Path.Combine(_folder.FullName, "ficha_hogar_20261120.csv");

    public string Members => Path.Combine(_folder.FullName, "ficha_persona_20261120.csv");

    public string Quarantine => Path.Combine(_folder.FullName, "cuarentena");

    public static string Household(int number, string answers = "") => Line(
        LegacyFormFiles.HouseholdColumns,
        $"P01A:11 P01B:16 P01C:1 P01D:{number} P02:7 P03:1 P20D:6 P20M:5 P20A:2026 P06:6 {answers}");

    public static string Member(int number, int order, string answers = "") => Line(
        LegacyFormFiles.MemberColumns,
        $"P01A:11 P01B:16 P01C:001 P01D:{number} P02:7 P03:1 P43:{order} P48:{(order == 1 ? 1 : 3)} P47:6 P45A:MARÍA P44A:BENÍTEZ P49:1 {answers}");

    public void Write(IEnumerable<string> households, IEnumerable<string> members)
    {
        Write(Households, [LegacyFormFiles.HouseholdColumns, .. households]);
        Write(Members, [LegacyFormFiles.MemberColumns, .. members]);
    }

    public string WriteList(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        Write(path, lines);
        return path;
    }

    public List<ReadForm> Read() => Read(Households, Instrument.FichaHogar);

    public static List<ReadForm> Read(string path, Instrument instrument, InstrumentTerms? terms = null)
    {
        using var reading = InstrumentReading.Open(path, instrument, terms);
        var forms = reading.Forms().ToList();
        Assert.Equal(reading.Progress.BytesTotal, reading.Progress.BytesRead);
        return forms;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(string path, IEnumerable<string> lines) =>
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))));

    private static string Line(string columns, string answers)
    {
        var given = answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).GroupBy(answer => answer.Split(':')[0])
            .ToDictionary(same => same.Key, same => same.Last().Split(':')[1]);
        var names = columns.Split(';');
        Assert.Empty(given.Keys.Except(names));
        return string.Join(';', names.Select(name => given.GetValueOrDefault(name, "")));
    }
}

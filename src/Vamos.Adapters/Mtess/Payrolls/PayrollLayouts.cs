namespace Vamos.Adapters.Mtess.Payrolls;

using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Translation.Delimited;
using Vamos.Beneficiary.V1;

/// <summary>
/// The two generations of payrolls of the employer-worker register (REOP). Columns that say nothing about an employment are checked, and not kept.
/// </summary>
internal static class PayrollLayouts
{
    private const string System = MtessProvenance.Payrolls;

    /// <summary>Employees and labourers, as the instructions of about 2015 describe them: five digits, ISO dates, no salary.</summary>
    public static DropLayout Former { get; } = new(
        "empleados_obreros",
        [
            new("nropatronal", MaxLength: 20),
            new("documento", MaxLength: 15),
            new("nombre", MaxLength: 50),
            new("apellido", MaxLength: 50),
            new("sexo", MaxLength: 1),
            new("estadocivil", MaxLength: 1),
            PayrollFields.DateColumn("fechanac"),
            new("nacionalidad", MaxLength: 20),
            new("domicilio", MaxLength: 100),
            PayrollFields.DateColumn("fechanacmenor"),
            new("hijosmenores", MaxLength: 20),
            new("cargo", MaxLength: 100),
            new("profesion", MaxLength: 100),
            new("fechaentrada", MaxLength: 30),
            new("horariotrabajo", MaxLength: 20),
            new("menorescapa", MaxLength: 20),
            new("menorescolar", MaxLength: 100),
            new("fechasalida", MaxLength: 30),
            new("motivosalida", MaxLength: 100),
            new("estado", MaxLength: 1),
        ],
        ReadFormer)
    {
        Kinds = FactKinds.Of(FactKind.Employment),
        PartFlaw = part => PayrollFields.PartFlaw(part, EmployerNumber.FormerDigits),
    };

    /// <summary>
    /// Salaries paid, as prescribed since 2025: ten digits, days before months. Only the first three columns are known from a source; the others
    /// are those of the sandbox.
    /// </summary>
    public static DropLayout Present { get; } = new(
        "liquidacion_salarios",
        [
            new("numero_patronal", MaxLength: 20),
            new("nro_ci", MaxLength: 15),
            new("periodo_pago_desde", MaxLength: 30),
            new("periodo_pago_hasta", MaxLength: 30),
            new("nombres", MaxLength: 200),
            new("apellidos", MaxLength: 200),
            new("cargo", MaxLength: 200),
            new("fecha_entrada", MaxLength: 30),
            new("fecha_salida", MaxLength: 30),
            new("dias_trabajados", MaxLength: 20),
            new("salario", MaxLength: 30),
        ],
        ReadPresent)
    {
        Kinds = FactKinds.Of(FactKind.Employment),
        Encoding = DelimitedEncoding.Utf8,
        PartFlaw = part => PayrollFields.PartFlaw(part, EmployerNumber.Digits),
    };

    public static IReadOnlyList<DropLayout> All { get; } = [Former, Present];

    private static DropRow ReadFormer(DropRecord record)
    {
        var person = record.RequiredCedula("documento");
        var employment = new EmploymentRecord
        {
            EmployerNumber = record.Employer("nropatronal", EmployerNumber.FormerDigits),
            StartDate = record.Date("fechaentrada"),
            EndDate = record.Date("fechasalida"),
            Position = record.Name("cargo"),
        };
        record.CheckOrder("fechasalida", employment.StartDate, employment.EndDate);
        return new DropRow(person, Value: employment);
    }

    private static DropRow ReadPresent(DropRecord record)
    {
        var person = record.RequiredCedula("nro_ci");
        var (from, until) = (record.Date("periodo_pago_desde"), record.Date("periodo_pago_hasta"));
        if (from is null)
            record.Note("periodo_pago_desde", "missing, so nobody can tell what the salary is for");
        record.CheckOrder("periodo_pago_hasta", from, until);
        var employment = new EmploymentRecord
        {
            EmployerNumber = record.Employer("numero_patronal", EmployerNumber.Digits),
            StartDate = record.Date("fecha_entrada"),
            EndDate = record.Date("fecha_salida"),
            Position = record.Name("cargo"),
            SalaryPeriod = from,
            // What was paid was true when its period ended, whenever the file came.
            Provenance = MtessProvenance.Of(System, LegacyInstant.StartOf(until ?? from)),
        };
        record.CheckOrder("fecha_salida", employment.StartDate, employment.EndDate);
        if (record.Money("salario") is { } salary)
            employment.MonthlySalary = salary;
        return new DropRow(person, Value: employment);
    }
}

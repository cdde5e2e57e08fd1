namespace Vamos.Adapters.Mds;

using Vamos.Translation;
using Vamos.Beneficiary.V1;

/// <summary>The rolls of the programmes. Each was kept by other hands, but says the same things.</summary>
internal static class MdsRolls
{
    /// <summary>The one roll that knows households by the code of their form.</summary>
    public static MdsTable<RollRow> Tekopora { get; } = Roll(
        "padron_tekopora", "tekopora", "Tekoporã", BeneficiaryUnit.Household, knowsHouseholds: true);

    /// <summary>The others.</summary>
    public static IReadOnlyList<MdsTable<RollRow>> Others { get; } =
    [
        Roll("nomina_pension_am", "pension-adultos-mayores", "Pensión Universal de Adultos Mayores", BeneficiaryUnit.Person),
        Roll("padron_tenondera", "tenondera", "Tenonderã", BeneficiaryUnit.Household),
        Roll("padron_tekoha", "tekoha", "Tekoha", BeneficiaryUnit.Household),
    ];

    /// <summary>What each roll is called in the provenance of its facts.</summary>
    public static IEnumerable<string> Systems => Others.Prepend(Tekopora).Select(roll => SystemOf(roll.Name));

    private static string SystemOf(string table) => table.Replace('_', '-');

    private static MdsTable<RollRow> Roll(string table, string programme, string name, BeneficiaryUnit unit, bool knowsHouseholds = false) => new()
    {
        Name = table,
        Key = $"id_{table}",
        HasCedula = true,
        Names = ["motivo"],
        Texts = [.. knowsHouseholds ? ["codigo_familia"] : Array.Empty<string>(), "estado", "fecha_alta", "fecha_baja", "monto", "fecha_ultima_modificacion"],
        Numbers = knowsHouseholds ? ["cuota"] : [],
        Kind = FactKind.Enrollment,
        Touches = FactKinds.Of(FactKind.Enrollment),
        Translate = record =>
        {
            var subject = record.Cedula();
            var enrollment = new Enrollment
            {
                ProgrammeCode = programme,
                ProgrammeName = name,
                Unit = unit,
                Status = record.Take("estado", LegacyCodes.StatusOf(record.Text("estado"))),
                StartDate = record.Date("fecha_alta"),
                EndDate = record.Date("fecha_baja"),
                HouseholdId = knowsHouseholds ? record.Text("codigo_familia") ?? "" : "",
                Reason = record.Name("motivo"),
                Provenance = MdsProvenance.Of(SystemOf(table), record.Date("fecha_ultima_modificacion")),
            };
            if (record.Money("monto") is { } amount)
                enrollment.Amount = amount;
            if (knowsHouseholds && record.Number("cuota") is { } instalment)
            {
                if (instalment is < 0 or > int.MaxValue)
                    record.Note("cuota", "not a count");
                else
                    enrollment.Instalment = (int)instalment;
            }

            // The roll of pensions knows one letter for every end; the reason tells deaths apart.
            if (enrollment is { Status: EnrollmentStatus.Graduated, Reason: "FALLECIDO" })
                enrollment.Status = EnrollmentStatus.Deceased;
            return new RollRow(record.Key, subject, record.Issues, enrollment.HouseholdId, enrollment);
        },
    };
}

namespace Vamos.Adapters.Mds;

using Vamos.Adapters.Translation;
using Vamos.Beneficiary.V1;

/// <summary>The rolls of the programmes. Each was kept by other hands, but says the same things.</summary>
internal static class MdsRolls
{
    /// <summary>The one roll that knows households by the code of their form.</summary>
    public static MdsTable<RollRow> Tekopora { get; } = Roll(
        "padron_tekopora", "codigo_familia, cuota", "tekopora", "Tekoporã", BeneficiaryUnit.Household, record => record.Text("codigo_familia") ?? "");

    /// <summary>The others.</summary>
    public static IReadOnlyList<MdsTable<RollRow>> Others { get; } =
    [
        Roll("nomina_pension_am", null, "pension-adultos-mayores", "Pensión Universal de Adultos Mayores", BeneficiaryUnit.Person),
        Roll("padron_tenondera", null, "tenondera", "Tenonderã", BeneficiaryUnit.Household),
        Roll("padron_tekoha", null, "tekoha", "Tekoha", BeneficiaryUnit.Household),
    ];

    /// <summary>What each roll is called in the provenance of its facts.</summary>
    public static IEnumerable<string> Systems => Others.Prepend(Tekopora).Select(roll => SystemOf(roll.Name));

    private static string SystemOf(string table) => table.Replace('_', '-');

    private static MdsTable<RollRow> Roll(
        string table, string? ownColumns, string programme, string name, BeneficiaryUnit unit, Func<LegacyRecord, string>? family = null) => new(
        table,
        $"id_{table}",
        $"{(ownColumns is null ? "" : ownColumns + ", ")}estado, fecha_alta, fecha_baja, motivo, monto, fecha_ultima_modificacion",
        HasCedula: true,
        FactKind.Enrollment,
        record =>
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
                HouseholdId = family?.Invoke(record) ?? "",
                Reason = record.Name("motivo"),
                Provenance = MdsProvenance.Of(SystemOf(table), record.Date("fecha_ultima_modificacion")),
            };
            if (record.Money("monto") is { } amount)
                enrollment.Amount = amount;
            if (ownColumns is not null && record.Number("cuota") is { } instalment)
                enrollment.Instalment = (int)instalment;
            // The roll of pensions knows one letter for every end; the reason tells deaths apart.
            if (enrollment is { Status: EnrollmentStatus.Graduated, Reason: "FALLECIDO" })
                enrollment.Status = EnrollmentStatus.Deceased;
            return new RollRow(record.Key, subject, record.Issues, enrollment.HouseholdId, enrollment);
        });
}

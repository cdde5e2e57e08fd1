namespace Vamos.Sandbox.LegacySystems.Mds;

using static Vamos.Sandbox.LegacySystems.Mds.Untidiness;
using Vamos.Sandbox.Population;

/// <summary>The rolls of the programmes. Each was kept by other hands: one writes states in words, one in letters, one in small letters with blanks.</summary>
internal sealed class RollRows(DateOnly today)
{
    public IEnumerable<LegacyRow> Of(SimulatedHousehold household, SimulatedPerson person)
    {
        if (person.Cedula is not { } cedula)
            yield break;
        foreach (var enrolment in person.Enrolments)
        {
            var row = Row(household, person, enrolment);
            row["numero_cedula"] = Cedula(cedula, person.Id + 2 + (int)enrolment.Programme);
            row["nombre_titular"] = LegacyText.Encode(person.Name.Full);
            row["estado"] = State(enrolment.Programme, enrolment.State);
            row["fecha_alta"] = Date(enrolment.Since, person.Id + 3);
            row["fecha_baja"] = Date(enrolment.Until, person.Id + 4);
            row["motivo"] = LegacyText.Encode(enrolment.Reason);
            row["monto"] = Money(enrolment.Amount, person.Id + 5);
            row["fecha_ultima_modificacion"] = Stamp(today.AddDays(-1 - Pick(person.Id, 40, 300)), person.Id);
            yield return row;

            // A list was imported twice.
            if (enrolment.Programme == Programme.OlderAdultsPension && Pick(person.Id, 41, 97) == 0)
            {
                var again = row.Copy();
                again["id_nomina_pension_am"] = PersonRows.DuplicateIds + person.Id;
                yield return again;
            }
        }
    }

    private LegacyRow Row(SimulatedHousehold household, SimulatedPerson person, Enrolment enrolment) => enrolment.Programme switch
    {
        Programme.Tekopora => new LegacyRow(MdsSchema.PadronTekopora)
        {
            ["id_padron_tekopora"] = person.Id,
            ["codigo_familia"] = $"FH{household.Id:000000000}",
            ["codigo_distrito"] = household.District.ElectoralCode,
            ["cuota"] = enrolment.Instalment,
        },
        Programme.OlderAdultsPension => new LegacyRow(MdsSchema.NominaPension)
        {
            ["id_nomina_pension_am"] = person.Id,
            ["numero_resolucion_otor_pen"] = $"{1 + Pick(person.Id, 42, 900)}/{enrolment.Since.Year}",
            ["fecha_ultimo_cobro_pension"] = Date(enrolment.Until ?? today.AddDays(-12), person.Id),
        },
        Programme.Tenondera => new LegacyRow(MdsSchema.PadronTenondera)
        {
            ["id_padron_tenondera"] = person.Id,
            ["codigo_distrito"] = household.District.ElectoralCode,
        },
        _ => new LegacyRow(MdsSchema.PadronTekoha)
        {
            ["id_padron_tekoha"] = person.Id,
            ["territorio_social"] = LegacyText.Encode(household.Neighbourhood),
        },
    };

    /// <summary>The roll of a programme, and how it writes a state.</summary>
    public static (LegacyTable Roll, string State) Of(Programme programme, EnrolmentState state) => (
        programme switch
        {
            Programme.Tekopora => MdsSchema.PadronTekopora,
            Programme.OlderAdultsPension => MdsSchema.NominaPension,
            Programme.Tenondera => MdsSchema.PadronTenondera,
            _ => MdsSchema.PadronTekoha,
        },
        State(programme, state));

    private static string State(Programme programme, EnrolmentState state) => (programme, state) switch
    {
        (Programme.OlderAdultsPension, EnrolmentState.Active) => "A",
        (Programme.OlderAdultsPension, EnrolmentState.Suspended) => "S",
        (Programme.OlderAdultsPension, _) => "B",
        (Programme.Tenondera, _) => $"{InWords(state).ToLowerInvariant()} ",
        _ => InWords(state),
    };

    private static string InWords(EnrolmentState state) => state switch
    {
        EnrolmentState.Active => "ACTIVO",
        EnrolmentState.Suspended => "SUSPENDIDO",
        EnrolmentState.Graduated => "EGRESADO",
        _ => "EXCLUIDO",
    };
}

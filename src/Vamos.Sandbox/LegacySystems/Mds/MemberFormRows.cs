namespace Vamos.Sandbox.LegacySystems.Mds;

using static Vamos.Sandbox.LegacySystems.Mds.Untidiness;
using Vamos.Sandbox.Population;

/// <summary>The sheets that a household form has for each member. Here a letter stands in a column of its own, unlike in the register of people.</summary>
internal static class MemberFormRows
{
    public static LegacyRow Row(SimulatedHousehold household, int index, DateOnly interviewedOn, long ids, bool replaced)
    {
        var person = household.Members[index];
        var id = ids + person.Id;
        var age = person.AgeOn(interviewedOn);
        var hasSpouse = household.Members.Count > 1 && household.Members[1].Kinship == Kinship.Spouse;
        var row = new LegacyRow(MdsSchema.FichaPersona)
        {
            ["id_ficha_persona"] = id,
            ["nombre_ficha_persona"] = LegacyText.Encode(person.Name.Full),
            ["es_respondente"] = index == 0 ? 1 : 0,
            ["id_ficha_hogar"] = ids + household.Id,
            ["numero_orden_identificacion"] = index + 1,
            ["primer_nombre"] = LegacyText.Encode(person.Name.FirstGiven),
            ["segundo_nombre"] = LegacyText.Encode(person.Name.SecondGiven),
            ["primer_apellido"] = LegacyText.Encode(person.Name.FirstSurname),
            ["segundo_apellido"] = LegacyText.Encode(person.Name.SecondSurname),
            ["apellido_casada"] = LegacyText.Encode(person.Name.MarriedSurname),
            ["edad"] = Math.Max(0, age),
            ["numero_sexo_persona"] = MdsCodes.Of(person.Sex),
            ["numero_estado_civil"] = MdsCodes.Of(person.CivilStatus),
            ["numero_tipo_persona_hogar"] = MdsCodes.Of(person.Kinship),
            ["numero_siono_miembro_hogar"] = 1,
            ["numero_orden_iden_conyuge"] = !hasSpouse ? null : person.Kinship switch
            {
                Kinship.Head => 2,
                Kinship.Spouse => 1,
                _ => null,
            },
            ["numero_orden_iden_padre"] = person.Kinship == Kinship.Child ? ParentOf(household, Sex.Male, hasSpouse) : null,
            ["numero_orden_iden_madre"] = person.Kinship == Kinship.Child ? ParentOf(household, Sex.Female, hasSpouse) : null,
            ["numero_cedula"] = person.Cedula is { } cedula ? Cedula(new Cedula(cedula.Number), id + 1) : null,
            ["letra_cedula"] = person.Cedula?.Letter?.ToString(),
            ["numero_tipo_excepcion_ced"] = person.Cedula is null ? (age < 1 ? 1 : 2) : null,
            ["fecha_nacimiento"] = Date(person.BirthDate, id + 1),
            ["numero_idioma_hogar"] = age < 2 ? 5 : MdsCodes.Of(person.Language),
            ["es_ficha_persona_inactiva"] = replaced ? 1 : 0,
            ["fecha_ultima_modificacion"] = Stamp(interviewedOn.AddDays(Pick(id, 26, 25)), id),
        };
        AddSchooling(row, person, age);
        AddHealth(row, person);
        AddWork(row, person, id);
        return row;
    }

    private static void AddSchooling(LegacyRow row, SimulatedPerson person, int age)
    {
        row["numero_siono_asistencia_esc"] = YesNo(age < 5 ? null : person.Schooling.Attends);
        row["numero_motivo_ina_esc"] = age is >= 5 and <= 17 && !person.Schooling.Attends ? 1 + Pick(person.Id, 30, 6) : null;
        row["numero_siono_matriculacion_esc"] = YesNo(age < 5 ? null : person.Schooling.Attends);
        row["ultimo_curso_aprobado"] = person.Schooling.LastGrade;
        row["numero_nivel_edu_ult_cur_aprob"] = MdsCodes.Of(person.Schooling.Level);
    }

    private static void AddHealth(LegacyRow row, SimulatedPerson person)
    {
        var (health, disability) = (person.Health, person.Disability);
        row["numero_tipo_seguro_medico"] = MdsCodes.Of(health.Insurance);
        row["numero_estado_salud"] = (health.WasIll, health.HasChronicIllness) switch
        {
            (true, true) => 3,
            (true, false) => 1,
            (false, true) => 2,
            _ => 6,
        };
        row["numero_siono_atencion_medica"] = YesNo(health.WasIll ? health.WasTreated : null);
        row["numero_siono_carnet_vacunacion"] = health.Vaccination switch
        {
            Vaccination.Complete => 1,
            Vaccination.Incomplete => 6,
            _ => 9,
        };
        row["numero_siono_embarazo"] = YesNo(person.Sex == Sex.Male ? null : person.IsPregnant);
        row["numero_clase_impedimento"] = MdsCodes.Of(disability?.Impairment);
        row["numero_causa_impedimento"] = disability is null ? null : 1 + Pick(person.Id, 31, 4);
        var needsHelp = disability is { IsSevere: true };
        foreach (var activity in new[] { "caminar", "vestirse", "banarse", "comer", "la_cama", "el_bano" })
            row[$"numero_siono_dif_para_{activity}"] = YesNo(needsHelp && activity is not "comer");
    }

    private static void AddWork(LegacyRow row, SimulatedPerson person, long id)
    {
        var (work, other) = (person.Work, person.OtherIncome);
        var tekopora = person.Enrolments
            .Where(enrolment => enrolment is { Programme: Programme.Tekopora, State: EnrolmentState.Active })
            .Sum(enrolment => enrolment.Amount);
        row["numero_siono_trabajo"] = YesNo(work is not null);
        row["numero_motivo_no_trabajo"] = work is not null ? null : other.Retirement > 0 ? 7 : 2;
        row["descripcion_ocupacion_prin"] = LegacyText.Encode(work?.Occupation);
        row["numero_tipo_relacion_lab"] = work is null ? null : MdsCodes.Of(work.Relation);
        row["monto_ingreso_ocupacion_prin"] = Money(work?.MonthlyIncome ?? 0, id);
        row["monto_ingreso_alquileres"] = Money(other.Rent, id);
        row["monto_ingreso_ayuda_fam_pais"] = Money(other.Family, id);
        row["monto_ingreso_jubilacion"] = Money(other.Retirement, id);
        row["monto_ingreso_pensiones"] = Money(other.Pension, id);
        row["monto_ingreso_tekopora"] = Money(tekopora, id);
        row["total_ingreso_mensual"] = Money((work?.MonthlyIncome ?? 0) + other.Rent + other.Family + other.Retirement + other.Pension + tekopora, id);
    }

    private static int? ParentOf(SimulatedHousehold household, Sex sex, bool hasSpouse) =>
        household.Members[0].Sex == sex ? 1 : hasSpouse ? 2 : null;
}

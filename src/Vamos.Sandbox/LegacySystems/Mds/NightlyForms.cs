namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using System.Text;
using Vamos.Sandbox.Population;

/// <summary>The household forms of the last census, as two files whose columns bear the numbers of the questions.</summary>
internal static class NightlyForms
{
    private const string HouseholdColumns =
        "P20D;P20M;P20A;P17;P18;VAR00001;P19;observaciones;UTM;GPS;ORDEN;COORDX;P01A;P01B;P01C;P01D;P02;P03;P04;P05;P06;P08;P07;P09;P14;P15;P16;"
        + "P24;P25;P26;P27;P27E;P28A;P28B;P29;P30;P31;P32;P33;P34;P35;P36;P37;Nro_celular;P38;Nro_linea_baja;P391;P392;P393;P394;P395;P396;P397;"
        + "P42N;P42CI;letra_ci;P43;VAR00002;VAR00003;VAR00004;P104";

    private const string MemberColumns =
        "P01A;P01B;P01C;P01D;P02;P03;P104;P43;P45A;P45B;P44A;P44B;VAR00001;VAR00002;P46;P47;VAR00030;P48;P49;P50A;P50B;P50C;P51;VAR00003;VAR00004;"
        + "P52D;P52M;P52A;P53A;P53B;P53C;P53Z;P54;P54E;P56;P58;P58E;P59;P60;P61;P62;P63;P64;P65;P65E;P66;P66E;P67;P68;P68E;P73;P74;VAR00006;VAR00007;"
        + "VAR00008;VAR00009;VAR00010;VAR00011;VAR00031;VAR00012;VAR00013;P86;P87;P87E;P88;P88E;P91;VAR00017;VAR00018;VAR00019;VAR00020;VAR00021;"
        + "VAR00022;VAR00023;VAR00024;VAR00025;VAR00026;VAR00027;VAR00028;P92;ICV";

    // Questions whose answers stand in the tables of the ministry's own database as well, under names.
    private static readonly (string Question, string Column)[] HouseholdAnswers =
    [
        ("P06", "numero_tipo_area"), ("P08", "nombre_barrio"), ("P09", "direccion"),
        ("P24", "numero_tipo_mat_paredes"), ("P25", "numero_tipo_mat_piso"), ("P26", "numero_tipo_mat_techo"),
        ("P27", "numero_tipo_ocupacion_viv"), ("P28A", "cantidad_piezas"), ("P28B", "cantidad_dormitorios"), ("P29", "numero_siono_pieza_cocina"),
        ("P30", "numero_tipo_combustible"), ("P31", "numero_tipo_pieza_bano"), ("P32", "numero_tipo_servicio_san"), ("P33", "numero_tipo_servicio_agua"),
        ("P34", "numero_tipo_aba_agua"), ("P35", "numero_siono_corriente_elec"), ("P36", "numero_tipo_desecho_bas"),
        ("P37", "numero_siono_telefono_celular"), ("P38", "numero_siono_tlf_linea_baja"), ("P391", "numero_siono_disp_heladera"),
        ("P392", "numero_siono_disp_lavarropas"), ("P393", "numero_siono_disp_termo"), ("P394", "numero_siono_disp_aire_acon"),
        ("P395", "numero_siono_disp_automovil"), ("P396", "numero_siono_disp_camion"), ("P397", "numero_siono_disp_motocicleta"),
        ("P42N", "nombre_jefe_hogar"),
    ];

    private static readonly (string Question, string Column)[] MemberAnswers =
    [
        ("P43", "numero_orden_identificacion"), ("P45A", "primer_nombre"), ("P45B", "segundo_nombre"), ("P44A", "primer_apellido"),
        ("P44B", "segundo_apellido"), ("VAR00001", "apellido_casada"), ("P46", "edad"), ("P47", "numero_sexo_persona"),
        ("VAR00030", "numero_estado_civil"), ("P48", "numero_tipo_persona_hogar"), ("P49", "numero_siono_miembro_hogar"),
        ("P50A", "numero_orden_iden_conyuge"), ("P50B", "numero_orden_iden_padre"), ("P50C", "numero_orden_iden_madre"),
        ("VAR00003", "letra_cedula"), ("VAR00004", "numero_tipo_excepcion_ced"), ("P54", "numero_idioma_hogar"), ("P56", "numero_siono_asistencia_esc"),
        ("P58", "numero_motivo_ina_esc"), ("P59", "numero_siono_matriculacion_esc"), ("P60", "ultimo_curso_aprobado"),
        ("P61", "numero_nivel_edu_ult_cur_aprob"), ("P63", "numero_tipo_seguro_medico"), ("P64", "numero_estado_salud"),
        ("P67", "numero_siono_atencion_medica"), ("P73", "numero_siono_carnet_vacunacion"), ("P74", "numero_clase_impedimento"),
        ("VAR00007", "numero_causa_impedimento"), ("VAR00009", "numero_siono_dif_para_caminar"), ("VAR00010", "numero_siono_dif_para_vestirse"),
        ("VAR00011", "numero_siono_dif_para_banarse"), ("VAR00031", "numero_siono_dif_para_comer"), ("VAR00012", "numero_siono_dif_para_la_cama"),
        ("VAR00013", "numero_siono_dif_para_el_bano"), ("P86", "numero_siono_trabajo"), ("P87", "numero_motivo_no_trabajo"),
        ("P88", "descripcion_ocupacion_prin"), ("P91", "numero_tipo_relacion_lab"), ("VAR00017", "monto_ingreso_ocupacion_prin"),
        ("VAR00020", "monto_ingreso_alquileres"), ("VAR00022", "monto_ingreso_ayuda_fam_pais"), ("VAR00024", "monto_ingreso_jubilacion"),
        ("VAR00025", "monto_ingreso_pensiones"), ("VAR00026", "monto_ingreso_tekopora"),
    ];

    /// <summary>What came in the night.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Of(SimulatedPopulation population) =>
        Of([.. population.Households.Where(IsInCensus)]);

    /// <summary>The forms of households that were visited.</summary>
    public static IEnumerable<(string Name, IEnumerable<string> Lines)> Of(IReadOnlyList<SimulatedHousehold> visited)
    {
        yield return ("ficha_hogar", visited.Select(Household).Prepend(HouseholdColumns));
        yield return ("ficha_persona", visited.SelectMany(Members).Prepend(MemberColumns));
    }

    // The census reached one household in four; the forms of the test people are in the ministry's own database.
    private static bool IsInCensus(SimulatedHousehold household) =>
        household.InterviewedOn is not null && household.Id < TestPeople.RuralWomanWithoutIncome && Untidiness.Pick(household.Id, 55, 4) == 0;

    private static string Household(SimulatedHousehold household)
    {
        var visit = household.InterviewedOn!.Value;
        var values = Number(household);
        Copy(HouseholdFormRows.Row(household, visit, household.Id, replaced: false), HouseholdAnswers, values);
        var met = household.Members.Where(person => IsBorn(person, visit)).ToList();
        values["P14"] = met.Count;
        values["P15"] = met.Count(person => person.Sex == Sex.Male);
        values["P16"] = met.Count(person => person.Sex == Sex.Female);
        values["P20D"] = visit.Day;
        values["P20M"] = visit.Month;
        values["P20A"] = visit.Year;
        values["P43"] = 1;
        values["P104"] = 1;
        values["observaciones"] = Untidiness.Pick(household.Id, 56, 9) == 0 ? "NO SE ENCONTRÓ AL JEFE;\nVOLVER" : "";
        return Line(HouseholdColumns, values);
    }

    private static IEnumerable<string> Members(SimulatedHousehold household)
    {
        var visit = household.InterviewedOn!.Value;
        for (var i = 0; i < household.Members.Count; i++)
        {
            var person = household.Members[i];
            if (!IsBorn(person, visit))
                continue;
            var values = Number(household);
            Copy(MemberFormRows.Row(household, i, visit, 0, replaced: false), MemberAnswers, values);
            values["P104"] = 1;
            values["P51"] = person.Cedula is { } cedula ? Untidiness.Cedula(new Cedula(cedula.Number), person.Id + 8) : "";
            values["P52D"] = person.BirthDate.Day;
            values["P52M"] = person.BirthDate.Month;
            values["P52A"] = person.BirthDate.Year;
            values["P92"] = Untidiness.Money((person.Work?.MonthlyIncome ?? 0) + person.OtherIncome.Retirement, person.Id);
            values["ICV"] = HouseholdFormRows.Index(household).Replace('.', ',');
            yield return Line(MemberColumns, values);
        }
    }

    // No interviewer met who was born after the visit.
    private static bool IsBorn(SimulatedPerson person, DateOnly visit) => person.BirthDate <= visit;

    private static void Copy(LegacyRow row, (string Question, string Column)[] answers, Dictionary<string, object?> values)
    {
        foreach (var (question, column) in answers)
            values[question] = row[column] is byte[] text ? Encoding.Latin1.GetString(text) : row[column];
    }

    private static Dictionary<string, object?> Number(SimulatedHousehold household) => new()
    {
        ["P01A"] = household.District.Department.ElectoralCode,
        ["P01B"] = household.District.ElectoralCode[2..],
        ["P01C"] = "001",
        ["P01D"] = household.Id,
        ["P02"] = 1 + Untidiness.Pick(household.Id, 57, 400),
        ["P03"] = 1,
    };

    private static string Line(string columns, Dictionary<string, object?> values) => NightlyLine.Of(columns.Split(';').Select(column =>
        values.TryGetValue(column, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : ""));
}

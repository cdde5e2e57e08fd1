namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using static Vamos.Sandbox.LegacySystems.Mds.Untidiness;
using Vamos.Sandbox.Population;

/// <summary>Household forms: one for each household that was visited, and sometimes an older one besides.</summary>
internal static class HouseholdFormRows
{
    /// <summary>Keys of forms of earlier visits.</summary>
    public const long EarlierIds = 600_000_000;

    /// <summary>The quality-of-life index as the ministry's own program left it, to four places.</summary>
    public static string Index(SimulatedHousehold household) =>
        Math.Clamp(15 + (household.Welfare * 75) + (Pick(household.Id, 20, 40) / 10.0), 0, 100).ToString("0.0000", CultureInfo.InvariantCulture);

    public static IEnumerable<LegacyRow> Of(SimulatedHousehold household)
    {
        if (household.InterviewedOn is not { } interviewedOn)
            yield break;

        // Seen before: marked as replaced in most cases, forgotten in some, so that two forms call themselves current.
        if (Pick(household.Id, 21, 17) == 0)
        {
            var replaced = Pick(household.Id, 22, 4) != 0;
            foreach (var row in Form(household, interviewedOn.AddDays(-1_100), EarlierIds, replaced))
                yield return row;
        }

        foreach (var row in Form(household, interviewedOn, 0, replaced: false))
            yield return row;
    }

    private static IEnumerable<LegacyRow> Form(SimulatedHousehold household, DateOnly interviewedOn, long ids, bool replaced)
    {
        yield return Row(household, interviewedOn, ids + household.Id, replaced);
        for (var i = 0; i < household.Members.Count; i++)
            yield return MemberFormRows.Row(household, i, interviewedOn, ids, replaced);
    }

    /// <summary>The form of one visit, as a row.</summary>
    public static LegacyRow Row(SimulatedHousehold household, DateOnly interviewedOn, long id, bool replaced)
    {
        var (dwelling, assets, head) = (household.Dwelling, household.Assets, household.Members[0]);
        return new LegacyRow(MdsSchema.FichaHogar)
        {
            ["id_ficha_hogar"] = id,
            ["codigo_ficha_hogar"] = $"FH{id:000000000}",
            ["fecha_entrevista"] = Date(interviewedOn, id),
            ["numero_formulario"] = id,
            ["numero_vivienda"] = 1 + Pick(id, 23, 400),
            ["numero_hogar"] = 1,
            ["id_departamento"] = TerritoryRows.DepartmentId(household.District.Department.ElectoralCode),
            ["id_distrito"] = TerritoryRows.DistrictId(household.District.ElectoralCode),
            ["numero_tipo_area"] = MdsCodes.Of(household.Area),
            ["nombre_barrio"] = LegacyText.Encode(household.Neighbourhood),
            ["direccion"] = LegacyText.Encode(household.Address),
            ["total_personas"] = household.Members.Count,
            ["total_hombres"] = household.Members.Count(member => member.Sex == Sex.Male),
            ["total_mujeres"] = household.Members.Count(member => member.Sex == Sex.Female),
            ["numero_tipo_mat_paredes"] = MdsCodes.Of(dwelling.Walls),
            ["numero_tipo_mat_piso"] = MdsCodes.Of(dwelling.Floor),
            ["numero_tipo_mat_techo"] = MdsCodes.Of(dwelling.Roof),
            ["numero_tipo_ocupacion_viv"] = MdsCodes.Of(dwelling.Tenure),
            ["cantidad_piezas"] = dwelling.Rooms,
            ["cantidad_dormitorios"] = dwelling.Bedrooms,
            ["numero_siono_pieza_cocina"] = YesNo(dwelling.HasKitchen),
            ["numero_tipo_combustible"] = MdsCodes.Of(dwelling.Fuel),
            ["numero_tipo_pieza_bano"] = MdsCodes.Of(dwelling.Bathroom),
            ["numero_tipo_servicio_san"] = MdsCodes.Of(dwelling.Sanitation),
            ["numero_tipo_servicio_agua"] = MdsCodes.Of(dwelling.WaterSource),
            ["numero_tipo_aba_agua"] = MdsCodes.Of(dwelling.WaterSupply),
            ["numero_siono_corriente_elec"] = YesNo(dwelling.HasElectricity),
            ["numero_tipo_desecho_bas"] = MdsCodes.Of(dwelling.Waste),
            ["numero_siono_telefono_celular"] = YesNo(assets.MobilePhone),
            ["numero_siono_tlf_linea_baja"] = YesNo(assets.Landline),
            ["numero_siono_disp_heladera"] = YesNo(assets.Refrigerator),
            ["numero_siono_disp_lavarropas"] = YesNo(assets.WashingMachine),
            ["numero_siono_disp_termo"] = YesNo(Pick(id, 24, 40) == 0 ? null : assets.WaterHeater),
            ["numero_siono_disp_aire_acon"] = YesNo(assets.AirConditioner),
            ["numero_siono_disp_automovil"] = YesNo(assets.Car),
            ["numero_siono_disp_camion"] = YesNo(Pick(id, 25, 40) == 0 ? null : assets.Lorry),
            ["numero_siono_disp_motocicleta"] = YesNo(assets.Motorcycle),
            ["cantidad_ganado_vacuno"] = household.Cattle,
            ["nombre_jefe_hogar"] = LegacyText.Encode(head.Name.Full),
            ["numero_cedula_jefe_hogar"] = head.Cedula is { } cedula ? Cedula(new Cedula(cedula.Number), id) : null,
            ["letra_cedula_jefe_hogar"] = head.Cedula?.Letter?.ToString(),
            ["indice_calidad_vida"] = Index(household),
            ["es_ficha_hogar_inactiva"] = replaced ? 1 : 0,
            ["fecha_ultima_modificacion"] = Stamp(interviewedOn.AddDays(Pick(id, 26, 25)), id),
        };
    }
}

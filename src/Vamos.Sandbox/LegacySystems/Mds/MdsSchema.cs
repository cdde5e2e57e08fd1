namespace Vamos.Sandbox.LegacySystems.Mds;

using static Vamos.Sandbox.LegacySystems.LegacyType;

/// <summary>
/// The tables of the simulated system of the Ministry of Social Development: territory, people, the household form and the rolls of programmes.
/// Column names are those of the system that ran the non-contributory pension, in as far as a rule or the quality-of-life index needs them.
/// </summary>
internal static class MdsSchema
{
    public static readonly LegacyTable Ubicacion = new(
        "ubicacion",
        ["codigo_ubicacion"],
        [
            new("id_ubicacion", Key), new("codigo_ubicacion", Text, 30), new("nombre_ubicacion", Latin1), new("id_ubicacion_superior", Integer),
            new("numero_nivel_ubicacion", Integer),
        ]);

    public static readonly LegacyTable Etnia = new(
        "etnia_indigena",
        [],
        [new("id_etnia_indigena", Key), new("codigo_etnia_indigena", Text, 30), new("nombre_etnia_indigena", Latin1)]);

    public static readonly LegacyTable Persona = new(
        "persona",
        ["numero_cedula", "fecha_ultima_modificacion"],
        [
            new("id_persona", Key), new("codigo_persona", Text, 30), new("nombre_persona", Latin1),
            new("numero_cedula", Text, 20), new("letra_cedula", Text, 1), new("fecha_vencimiento_cedula", Text, 20),
            new("primer_nombre", Latin1), new("segundo_nombre", Latin1), new("primer_apellido", Latin1), new("segundo_apellido", Latin1),
            new("apellido_casada", Latin1), new("fecha_nacimiento", Text, 20), new("numero_sexo_persona", Integer), new("numero_estado_civil", Integer),
            new("es_paraguayo_natural", Integer), new("es_indigena", Integer), new("id_etnia_indigena", Integer), new("nombre_comunidad_indigena", Latin1),
            new("es_comunidad_registrada_indi", Integer),
            new("id_departamento", Integer), new("id_distrito", Integer), new("numero_tipo_area", Integer), new("direccion", Latin1),
            new("certificado_defuncion", Text, 30), new("fecha_certificado_defuncion", Text, 20), new("es_cer_defuncion_anulado", Integer),
            new("certificado_discapacidad", Text, 30), new("fecha_certificado_discapacidad", Text, 20), new("es_discapacidad_severa", Integer),
            new("es_persona_con_empleo", Integer), new("es_persona_con_jubilacion", Integer), new("es_persona_con_pension", Integer),
            new("es_persona_con_subsidio", Integer), new("monto_pension", Text, 20), new("numero_condicion_pension", Integer),
            new("numero_causa_rev_pension", Integer), new("id_ficha_persona", Integer), new("fecha_ficha_persona", Text, 20),
            new("indice_calidad_vida", Text, 10), new("fecha_ultima_modificacion", Text, 20),
        ]);

    public static readonly LegacyTable Objecion = new(
        "objecion_ele_pen",
        ["id_persona"],
        [
            new("id_objecion_ele_pen", Key), new("id_persona", Integer), new("id_proveedor_dat_ext", Integer), new("numero_tipo_obj_ele_pen", Integer),
            new("es_objecion_ele_pen_inactiva", Integer), new("fecha_ultima_actualizacion", Text, 20), new("observaciones", Latin1),
        ]);

    public static readonly LegacyTable FichaHogar = new(
        "ficha_hogar",
        ["fecha_ultima_modificacion"],
        [
            new("id_ficha_hogar", Key), new("codigo_ficha_hogar", Text, 30), new("fecha_entrevista", Text, 20), new("numero_formulario", Integer),
            new("numero_vivienda", Integer), new("numero_hogar", Integer), new("id_departamento", Integer), new("id_distrito", Integer),
            new("numero_tipo_area", Integer), new("nombre_barrio", Latin1), new("direccion", Latin1),
            new("total_personas", Integer), new("total_hombres", Integer), new("total_mujeres", Integer),
            new("numero_tipo_mat_paredes", Integer), new("numero_tipo_mat_piso", Integer), new("numero_tipo_mat_techo", Integer),
            new("numero_tipo_ocupacion_viv", Integer), new("cantidad_piezas", Integer), new("cantidad_dormitorios", Integer),
            new("numero_siono_pieza_cocina", Integer), new("numero_tipo_combustible", Integer), new("numero_tipo_pieza_bano", Integer),
            new("numero_tipo_servicio_san", Integer), new("numero_tipo_servicio_agua", Integer), new("numero_tipo_aba_agua", Integer),
            new("numero_siono_corriente_elec", Integer), new("numero_tipo_desecho_bas", Integer), new("numero_siono_telefono_celular", Integer),
            new("numero_siono_tlf_linea_baja", Integer), new("numero_siono_disp_heladera", Integer), new("numero_siono_disp_lavarropas", Integer),
            new("numero_siono_disp_termo", Integer), new("numero_siono_disp_aire_acon", Integer), new("numero_siono_disp_automovil", Integer),
            new("numero_siono_disp_camion", Integer), new("numero_siono_disp_motocicleta", Integer), new("cantidad_ganado_vacuno", Integer),
            new("nombre_jefe_hogar", Latin1), new("numero_cedula_jefe_hogar", Text, 20), new("letra_cedula_jefe_hogar", Text, 1),
            new("indice_calidad_vida", Text, 10), new("es_ficha_hogar_inactiva", Integer), new("fecha_ultima_modificacion", Text, 20),
        ]);

    public static readonly LegacyTable FichaPersona = new(
        "ficha_persona",
        ["numero_cedula", "id_ficha_hogar"],
        [
            new("id_ficha_persona", Key), new("nombre_ficha_persona", Latin1), new("es_respondente", Integer), new("id_ficha_hogar", Integer),
            new("numero_orden_identificacion", Integer), new("primer_nombre", Latin1), new("segundo_nombre", Latin1), new("primer_apellido", Latin1),
            new("segundo_apellido", Latin1), new("apellido_casada", Latin1), new("edad", Integer), new("numero_sexo_persona", Integer),
            new("numero_estado_civil", Integer), new("numero_tipo_persona_hogar", Integer), new("numero_siono_miembro_hogar", Integer),
            new("numero_orden_iden_conyuge", Integer), new("numero_orden_iden_padre", Integer), new("numero_orden_iden_madre", Integer),
            new("numero_cedula", Text, 20), new("letra_cedula", Text, 1), new("numero_tipo_excepcion_ced", Integer), new("fecha_nacimiento", Text, 20),
            new("numero_idioma_hogar", Integer), new("numero_siono_asistencia_esc", Integer), new("numero_motivo_ina_esc", Integer),
            new("numero_siono_matriculacion_esc", Integer), new("ultimo_curso_aprobado", Integer), new("numero_nivel_edu_ult_cur_aprob", Integer),
            new("numero_tipo_seguro_medico", Integer), new("numero_estado_salud", Integer), new("numero_siono_atencion_medica", Integer),
            new("numero_siono_carnet_vacunacion", Integer), new("numero_siono_embarazo", Integer), new("numero_clase_impedimento", Integer),
            new("numero_causa_impedimento", Integer), new("numero_siono_dif_para_caminar", Integer), new("numero_siono_dif_para_vestirse", Integer),
            new("numero_siono_dif_para_banarse", Integer), new("numero_siono_dif_para_comer", Integer), new("numero_siono_dif_para_la_cama", Integer),
            new("numero_siono_dif_para_el_bano", Integer), new("numero_siono_trabajo", Integer), new("numero_motivo_no_trabajo", Integer),
            new("descripcion_ocupacion_prin", Latin1), new("numero_tipo_relacion_lab", Integer), new("monto_ingreso_ocupacion_prin", Text, 20),
            new("monto_ingreso_alquileres", Text, 20), new("monto_ingreso_ayuda_fam_pais", Text, 20), new("monto_ingreso_jubilacion", Text, 20),
            new("monto_ingreso_pensiones", Text, 20), new("monto_ingreso_tekopora", Text, 20), new("total_ingreso_mensual", Text, 20),
            new("es_ficha_persona_inactiva", Integer), new("fecha_ultima_modificacion", Text, 20),
        ]);

    public static readonly LegacyTable PadronTekopora = Roll(
        "padron_tekopora",
        ["codigo_familia"],
        new("id_padron_tekopora", Key), new("codigo_familia", Text, 30), new("codigo_distrito", Text, 4), new("cuota", Integer));

    public static readonly LegacyTable NominaPension = Roll(
        "nomina_pension_am",
        [],
        new("id_nomina_pension_am", Key), new("numero_resolucion_otor_pen", Text, 50), new("fecha_ultimo_cobro_pension", Text, 20));

    public static readonly LegacyTable PadronTenondera = Roll("padron_tenondera", [], new("id_padron_tenondera", Key), new("codigo_distrito", Text, 4));

    public static readonly LegacyTable PadronTekoha = Roll("padron_tekoha", [], new("id_padron_tekoha", Key), new("territorio_social", Latin1));

    public static readonly IReadOnlyList<LegacyTable> All =
    [
        Ubicacion, Etnia, Persona, Objecion, FichaHogar, FichaPersona, PadronTekopora, NominaPension, PadronTenondera, PadronTekoha,
    ];

    // Every programme kept its own list; what they have in common comes last.
    private static LegacyTable Roll(string name, string[] indexed, params LegacyColumn[] own) => new(
        name,
        ["numero_cedula", "fecha_ultima_modificacion", .. indexed],
        [
            .. own, new("numero_cedula", Text, 20), new("letra_cedula", Text, 1), new("nombre_titular", Latin1), new("estado", Text, 20),
            new("fecha_alta", Text, 20), new("fecha_baja", Text, 20), new("motivo", Latin1), new("monto", Text, 20), new("fecha_ultima_modificacion", Text, 20),
        ]);
}

namespace Vamos.Translation;

using Vamos.Fips.V1;

/// <summary>The numbers by which the household forms know answers about a member. 9 or 99 is what was asked and not reported.</summary>
public static class LegacyMember
{
    private const long NotReported = 99;

    private static readonly string?[] NotAttending =
    [
        null, "Sin recursos en el hogar", "Necesidad de trabajar", "Debe hacer labores en el hogar", "Muy costosos los materiales y matrículas",
        "No existe institución pública cercana", "No existe ninguna institución cercana", "No tiene edad adecuada", "Considera que terminó los estudios",
        "Considera de poco valor la educación", "Institución cercana de baja calidad", null, "En la institución cercana no existe cupo",
        "El horario no es conveniente", "La institución está clausurada", "El docente no asiste con regularidad",
        "La institución no ofrece todos los grados o cursos", "Requiere educación especial", "No quiere estudiar", "Asiste a enseñanza no formal",
        "Por enfermedad", "Por embarazo", "Debe cuidar de hermanos menores", "Otras razones familiares", "Servicio militar", "Otros",
    ];

    /// <summary>Why there is no document (tipo_excepcion_ced): 1 to 6 in the contract's order.</summary>
    public static Translated<ReasonWithoutDocument> WithoutDocumentOf(long? code) =>
        LegacyDwelling.InOrder<ReasonWithoutDocument>(code, 6, "reason without document");

    /// <summary>Language (idioma_hogar): 1 to 5 in the contract's order.</summary>
    public static Translated<HomeLanguage> LanguageOf(long? code) => LegacyDwelling.InOrder<HomeLanguage>(code, 5, "language");

    /// <summary>Level of education (nivel_educativo), of which the contract knows fewer.</summary>
    public static Translated<EducationLevel> EducationOf(long? code) => code switch
    {
        0 => EducationLevel.None,
        1 or 17 => EducationLevel.Special,
        2 => EducationLevel.Initial,
        3 => EducationLevel.Basic1To6,
        4 => EducationLevel.Basic7To9,
        // The basic cycle of the former secondary school is today's grades 7 to 9.
        5 => EducationLevel.Basic7To9,
        >= 6 and <= 10 => EducationLevel.Secondary,
        11 or 13 or 16 => EducationLevel.AdultBasic,
        12 or 14 => EducationLevel.AdultSecondary,
        15 => EducationLevel.Vocational,
        18 => EducationLevel.TechnicalHigher,
        19 or 20 => EducationLevel.TeacherTraining,
        21 => EducationLevel.Military,
        22 => EducationLevel.University,
        NotReported or null => EducationLevel.Unspecified,
        _ => Translated<EducationLevel>.Not("not a code of level of education"),
    };

    /// <summary>Why somebody does not attend school (motivo_ina_esc), in the words of the list; empty when nothing is said.</summary>
    public static Translated<string> NotAttendingOf(long? code) => code switch
    {
        NotReported or null => "",
        >= 1 and <= 25 when NotAttending[code.Value] is { } words => words,
        _ => Translated<string>.Not("not a code of reason not to attend"),
    };

    /// <summary>Health insurance (tipo_seguro_medico): 1 to 4, and 6 for none.</summary>
    public static Translated<HealthInsurance> InsuranceOf(long? code) => code switch
    {
        6 => HealthInsurance.None,
        _ => LegacyDwelling.InOrder<HealthInsurance>(code, 4, "health insurance"),
    };

    /// <summary>State of health (estado_salud): 1 to 3, and 6 for healthy.</summary>
    public static Translated<HealthCondition> HealthOf(long? code) => code switch
    {
        6 => HealthCondition.Healthy,
        _ => LegacyDwelling.InOrder<HealthCondition>(code, 3, "state of health"),
    };

    /// <summary>Kind of impairment (clase_impedimento); unspecified both for none (6) and for what is not known.</summary>
    public static Translated<DisabilityKind> ImpairmentOf(long? code) => code switch
    {
        1 => DisabilityKind.Paralysis,
        2 => DisabilityKind.MissingLimb,
        3 => DisabilityKind.Deaf,
        4 => DisabilityKind.HardOfHearing,
        5 => DisabilityKind.Mute,
        7 => DisabilityKind.Blind,
        8 => DisabilityKind.BlindInOneEye,
        9 => DisabilityKind.LowVision,
        10 => DisabilityKind.DownSyndrome,
        11 => DisabilityKind.Intellectual,
        12 => DisabilityKind.Dementia,
        13 => DisabilityKind.Other,
        16 => DisabilityKind.Speech,
        6 or NotReported or null => DisabilityKind.Unspecified,
        _ => Translated<DisabilityKind>.Not("not a code of impairment"),
    };

    /// <summary>Cause of an impairment (causa_impedimento): 1 to 5 in the contract's order.</summary>
    public static Translated<DisabilityCause> CauseOf(long? code) => LegacyDwelling.InOrder<DisabilityCause>(code, 5, "cause of impairment", NotReported);

    /// <summary>Position in the work (tipo_relacion_lab): 1 to 8 in the contract's order.</summary>
    public static Translated<LabourStatus> LabourOf(long? code) => LegacyDwelling.InOrder<LabourStatus>(code, 8, "position in the work");

    /// <summary>Why somebody did not work (motivo_no_trabajo): 1 to 9 in the contract's order.</summary>
    public static Translated<ReasonNotWorking> NotWorkingOf(long? code) =>
        LegacyDwelling.InOrder<ReasonNotWorking>(code, 9, "reason not to work", NotReported);
}

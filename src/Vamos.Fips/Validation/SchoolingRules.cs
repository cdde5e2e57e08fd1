namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Schooling of the members.</summary>
internal static class SchoolingRules
{
    private const int MostCourses = 12;

    public static IEnumerable<FormRule> All =>
    [
        Of("attendance-needs-enrolment", Error, "attends",
            "Quien asiste a una institución educativa está matriculado.",
            (_, schooling) => schooling is { HasAttends: true, Attends: true, HasEnrolled: true, Enrolled: false }
                ? "La persona asiste sin estar matriculada; corresponde revisar ambas respuestas."
                : null),

        Of("reason-only-when-not-attending", Error, "reason_not_attending",
            "El motivo de no asistir figura solo de quien no asiste.",
            (_, schooling) => schooling is { HasAttends: true, Attends: true, ReasonNotAttending.Length: > 0 }
                ? "Figura un motivo de no asistir, pero la persona asiste; corresponde una de las dos cosas."
                : null),

        Of("last-course-counted", Error, "last_course",
            $"El último curso aprobado se cuenta desde 1 dentro de su nivel, hasta {MostCourses}.",
            (_, schooling) => schooling is { HasLastCourse: true, LastCourse: < 1 or > MostCourses }
                ? $"El curso no está entre 1 y {MostCourses}; corresponde contarlo desde 1 dentro del nivel, o nada si no aprobó ninguno."
                : null),

        Of("last-course-needs-level", Error, "last_course",
            "Quien no aprobó ningún nivel no tiene último curso.",
            (_, schooling) => schooling is { HasLastCourse: true, LastCourse: >= 1, Level: EducationLevel.None }
                ? "Figura un último curso, pero el nivel es ninguno; corresponde una de las dos cosas."
                : null),

        Of("last-course-within-level", Warning, "last_course",
            "El último curso existe en su nivel: seis grados en el primer y segundo ciclo, tres en el tercero y en la media.",
            (_, schooling) => schooling is { HasLastCourse: true, LastCourse: <= MostCourses } && schooling.LastCourse > CoursesOf(schooling.Level)
                ? "El nivel tiene menos cursos; conviene contar el curso desde 1 dentro del nivel."
                : null),

        Of("schooling-fits-age", Warning, "level",
            "El nivel educativo es alcanzable a la edad del miembro.",
            (member, schooling) => member.IsYoungerThan(YoungestIn(schooling.Level))
                ? "El nivel educativo es muy alto para la edad; conviene revisar el nivel y la fecha de nacimiento."
                : null),
    ];

    private static FormRule Of(
        string code, ViolationSeverity severity, string field, string description, Func<InspectedMember, Schooling, string?> check) =>
        Rule.Member(code, severity, $"schooling.{field}", description, member => member.Answers.Schooling is { } schooling ? check(member, schooling) : null);

    private static int CoursesOf(EducationLevel level) => level switch
    {
        EducationLevel.Basic1To6 => 6,
        EducationLevel.Basic7To9 or EducationLevel.Secondary or EducationLevel.Initial => 3,
        _ => MostCourses,
    };

    private static int YoungestIn(EducationLevel level) => level switch
    {
        EducationLevel.Initial => 2,
        EducationLevel.Basic1To6 => 5,
        EducationLevel.Basic7To9 => 10,
        EducationLevel.Secondary or EducationLevel.AdultBasic => 13,
        EducationLevel.Vocational or EducationLevel.AdultSecondary => 14,
        EducationLevel.TechnicalHigher or EducationLevel.TeacherTraining or EducationLevel.Military or EducationLevel.University => 16,
        _ => 0,
    };
}

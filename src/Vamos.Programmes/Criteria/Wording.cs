namespace Vamos.Programmes.Criteria;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>Values of the contract in the words of a decision, which officials read.</summary>
internal static class Wording
{
    private static readonly string[] Years = [.. Enumerable.Range(0, 131).Select(age => age == 1 ? "1 año" : $"{age} años")];

    /// <summary>Why the facts of a kind do not suffice.</summary>
    public static string Missing(PersonFacts facts, FactKind kind)
    {
        if (!facts.IsOffered(kind))
            return $"Ninguna institución conectada informa sobre {Of(kind)}.";
        var (silent, partial) = facts.Missing(kind);
        if (silent.Count == 0 && partial.Count == 0)
            return "Ninguna de las instituciones que respondieron conoce a la persona.";
        var sentence = silent.Count == 0 ? "" : $"Falta la respuesta de {string.Join(", ", silent)} sobre {Of(kind)}.";
        if (partial.Count != 0)
            sentence += $"{(sentence.Length == 0 ? "" : " ")}Parte de los registros de {string.Join(", ", partial)} sobre {Of(kind)} no pudo leerse.";
        return sentence;
    }

    public static string Of(FactKind kind) => kind switch
    {
        FactKind.Person => "datos personales",
        FactKind.Enrollment => "inscripciones en programas",
        FactKind.Employment => "empleo",
        FactKind.Coverage => "seguro social",
        FactKind.Immunization => "vacunación",
        FactKind.Household => "fichas de hogar",
        FactKind.Retirement => "jubilaciones y pensiones",
        FactKind.Disability => "certificados de discapacidad",
        FactKind.Pregnancy => "embarazos",
        FactKind.Schooling => "matriculación escolar",
        FactKind.Nutrition => "evaluaciones nutricionales",
        FactKind.Livestock => "ganado",
        _ => kind.ToString(),
    };

    /// <summary>An age on a day, as far as the birth date tells it.</summary>
    public static string Age(DateSpan birth, DateOnly day)
    {
        var (least, most) = (CivilAge.On(birth.Last, day), CivilAge.On(birth.First, day));
        if (most < 0)
            return "aún no nacida";
        least = Math.Max(least, 0);
        return least == most ? Age(least) : $"entre {least} y {Age(most)}";
    }

    public static string Of(EnrollmentStatus status) => status switch
    {
        EnrollmentStatus.Active => "activo",
        EnrollmentStatus.Suspended => "suspendido",
        EnrollmentStatus.Graduated => "egresado",
        EnrollmentStatus.Deceased => "fallecido",
        EnrollmentStatus.Applied => "solicitado",
        EnrollmentStatus.Denied => "denegado",
        _ => "estado desconocido",
    };

    /// <summary>An enrolment: programme, state and instalment.</summary>
    public static string Of(Enrollment enrollment)
    {
        var name = enrollment.ProgrammeName.Length == 0 ? enrollment.ProgrammeCode : enrollment.ProgrammeName;
        var instalment = enrollment.HasInstalment ? $", cuota {enrollment.Instalment.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{name}: {Of(enrollment.Status)}{instalment}";
    }

    public static string Of(MaritalStatus status) => status switch
    {
        MaritalStatus.Single => "soltero/a",
        MaritalStatus.Married => "casado/a",
        MaritalStatus.Widowed => "viudo/a",
        MaritalStatus.Divorced => "divorciado/a",
        MaritalStatus.Partnered => "unión de hecho",
        MaritalStatus.Separated => "separado/a",
        _ => "estado civil desconocido",
    };

    /// <summary>A date after a word, where there is one.</summary>
    public static string Since(string word, Date? date) => date is null ? "" : $" {word} {date.ToIso()}";

    private static string Age(int age) => age < Years.Length ? Years[age] : $"{age} años";
}

namespace Vamos.Fips.Validation;

using System.Text.RegularExpressions;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>When, where and by whom the household was interviewed.</summary>
internal static partial class InterviewRules
{
    private const int RespondentAge = 15;

    // The corners of the country, with a margin for the error of a device.
    private const double South = -27.7, North = -19.2, West = -62.7, East = -54.2;

    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static IEnumerable<FormRule> All =>
    [
        Rule.Form("interview-required", Error, "interview",
            "La ficha lleva los datos de la entrevista.",
            form => form.Answers.Interview is null ? "Falta la sección de la entrevista: fecha, lugar, instrumento e institución." : null),

        Of("interview-date-required", Error, "date",
            "La fecha de la entrevista es completa (día, mes y año) y existe en el calendario.",
            (form, _) => form.InterviewDay is null ? "Falta la fecha de la entrevista o no existe en el calendario; corresponde día, mes y año." : null),

        Of("interview-not-in-future", Error, "date",
            "La entrevista no es posterior al día en que se presenta la ficha.",
            (form, _) => form.InterviewDay > form.Today ? "La fecha de la entrevista es futura; corresponde el día en que se hizo." : null),

        Of("interview-not-too-early", Error, "date",
            $"La entrevista no es anterior a {Earliest.Year}: ningún instrumento lo es.",
            (form, _) => form.InterviewDay < Earliest ? $"La entrevista es anterior a {Earliest.Year}; corresponde revisar el año." : null),

        Of("place-required", Error, "place",
            "La ficha dice dónde vive el hogar.",
            (_, interview) => interview.Place is null ? "Falta el lugar donde vive el hogar: distrito y área." : null),

        Of("district-exists", Error, "place.district_code",
            "El distrito es uno de los vigentes, con su código oficial de cuatro dígitos (INE).",
            (_, interview) => interview.Place is { } place && TerritoryCatalogue.Paraguay.FindDistrict(place.DistrictCode) is null
                ? "No es el código de un distrito; corresponden los cuatro dígitos del INE (departamento y distrito), por ejemplo 1116."
                : null),

        Of("area-required", Error, "place.area",
            "La ficha dice si el hogar vive en área urbana o rural, de lo que depende el índice.",
            (_, interview) => interview.Place is { Area: Area.Unspecified } ? "Falta el área; corresponde urbana o rural." : null,
            AskedBy.Integrated),

        Of("instrument-required", Error, "instrument",
            "La ficha dice con qué instrumento se hizo la entrevista.",
            (_, interview) => interview.Instrument == Instrument.Unspecified ? "Falta el instrumento con que se hizo la entrevista." : null),

        Of("institution-code", Error, "institution",
            "La institución que entrevistó figura con su código: minúsculas, dígitos y guiones.",
            (_, interview) => Code.IsMatch(interview.Institution)
                ? null
                : "Falta la institución o no es un código; corresponden minúsculas, dígitos y guiones, por ejemplo mds."),

        Of("coordinates-together", Error, "latitude",
            "Latitud y longitud figuran las dos, o ninguna.",
            (_, interview) => interview.HasLatitude == interview.HasLongitude
                ? null
                : "Figura una sola coordenada; corresponden latitud y longitud, o ninguna."),

        Of("coordinates-in-country", Error, "latitude",
            "Las coordenadas, en grados decimales (WGS 84), caen dentro del país.",
            (_, interview) => !interview.HasLatitude || !interview.HasLongitude || IsInCountry(interview)
                ? null
                : $"El punto cae fuera del país; corresponde latitud de {South:0.0} a {North:0.0} y longitud de {West:0.0} a {East:0.0} grados."),

        Of("respondent-exists", Error, "respondent_member_id",
            "Quien respondió, cuando se indica, es un miembro de la ficha.",
            (form, interview) => interview.RespondentMemberId.Length != 0 && form.Find(interview.RespondentMemberId) is null
                ? "Ningún miembro tiene ese identificador; corresponde el de quien respondió, o nada si no es del hogar."
                : null),

        Of("respondent-of-age", Warning, "respondent_member_id",
            $"Quien respondió tiene al menos {RespondentAge} años.",
            (form, interview) => form.Find(interview.RespondentMemberId)?.IsYoungerThan(RespondentAge) == true
                ? $"Quien respondió tiene menos de {RespondentAge} años; conviene entrevistar a una persona adulta."
                : null),
    ];

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code { get; }

    private static FormRule Of(
        string code, ViolationSeverity severity, string field, string description,
        Func<FormInspection, Interview, string?> check, AskedBy by = AskedBy.Every) =>
        Rule.Form(code, severity, $"interview.{field}", description, form => form.Answers.Interview is { } interview ? check(form, interview) : null, by);

    // written so that a number that is none is outside
    private static bool IsInCountry(Interview interview) =>
        interview.Latitude is >= South and <= North && interview.Longitude is >= West and <= East;
}

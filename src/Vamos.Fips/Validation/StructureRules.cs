namespace Vamos.Fips.Validation;

using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Rules that hold for every answer of its kind.</summary>
internal static class StructureRules
{
    public static IEnumerable<FormRule> All =>
    [
        Rule.Form("version-not-negative", Error, "version",
            "La versión es cero en una ficha nueva, o aquella a partir de la cual se hizo el cambio.",
            form => form.Answers.Version < 0 ? "La versión es negativa; en una ficha nueva corresponde cero o nada." : null),

        Rule.Each("code-defined", Error, "*",
            "Toda respuesta codificada es una de las publicadas en su lista de códigos.",
            form => form.Structure.UndefinedValues),

        Rule.Each("text-bounded", Error, "*",
            $"Ningún texto supera los {FormLimits.Text} caracteres; las observaciones admiten {FormLimits.Remarks}.",
            form => form.Structure.LongTexts),

        Rule.Each("text-printable", Error, "*",
            "Los textos no contienen caracteres de control; solo las observaciones admiten saltos de línea.",
            form => form.Structure.UnprintableTexts),

        Rule.Each("list-bounded", Error, "*",
            $"Una ficha tiene hasta {FormLimits.Members} miembros, y cualquier otra lista hasta {FormLimits.Entries} elementos.",
            form => form.Structure.LongLists),
    ];
}

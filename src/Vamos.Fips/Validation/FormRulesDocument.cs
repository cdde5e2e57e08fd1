namespace Vamos.Fips.Validation;

using System.Globalization;
using System.Text;
using Vamos.Fips.V1;

/// <summary>The rules as they are published, in Spanish. Made from the rules themselves, so that the two cannot differ.</summary>
public static class FormRulesDocument
{
    /// <summary>The document.</summary>
    public static string Markdown()
    {
        var errors = FormRules.All.Count(rule => rule.Severity == ViolationSeverity.Error);
        var text = new StringBuilder($"""
            # Reglas de la Ficha Integrada de Protección Social

            Toda ficha se controla con estas {FormRules.All.Count} reglas, las mismas en el hub, en la carga masiva y fuera de línea
            (`vamos fips validate`). Un **error** ({errors} reglas) impide guardar la ficha; una **advertencia** ({FormRules.All.Count - errors})
            pide revisarla. Las observaciones se dicen todas juntas: primero los errores, después por el orden de los campos; hasta
            {FormLimits.Violations} por ficha, y si hay más la última lo dice (`{FormValidator.MoreViolations}`).

            La columna *Instrumentos* dice a qué fichas se aplica la regla: lo que un instrumento anterior nunca preguntó no es un error
            de quien lo llenó. De una fecha de nacimiento incompleta se juzga solo lo que vale para todos los días que puede significar.

            | Regla | Gravedad | Qué debe cumplirse | Campos | Instrumentos |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var rule in FormRules.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{rule.Code}` | {Severity(rule)} | {rule.Description} | {Fields(rule)} | {Instruments(rule)} |\n");
        return text.ToString();
    }

    private static string Severity(FormRule rule) => rule.Severity == ViolationSeverity.Error ? "error" : "advertencia";

    private static string Fields(FormRule rule) =>
        rule.Fields == "*" ? "todos" : string.Join(", ", rule.Fields.Split(", ").Select(field => $"`{field}`"));

    private static string Instruments(FormRule rule) => rule.AppliesTo switch
    {
        AskedBy.Integrated => "FIPS",
        AskedBy.Households => "FIPS, ficha hogar, ficha social",
        _ => "todos",
    };
}

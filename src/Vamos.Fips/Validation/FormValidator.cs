namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;

/// <summary>Checks a form by the published rules. The same ones everywhere: in the hub, in bulk, on the command line.</summary>
public static class FormValidator
{
    /// <summary>Code of the last violation of a form that has more of them than are told.</summary>
    public const string MoreViolations = "more-violations";

    /// <summary>Everything that is wrong, errors first, then in the order of the fields; empty when nothing is.</summary>
    /// <param name="form">The form, as it is submitted. What the hub sets itself is not looked at.</param>
    /// <param name="today">Today in Paraguay.</param>
    public static IReadOnlyList<FormViolation> Validate(IntegratedProtectionForm form, DateOnly today)
    {
        var inspection = new FormInspection(form, today);
        var instrument = form.Interview?.Instrument ?? Instrument.Unspecified;
        var violations = new List<FormViolation>();
        foreach (var rule in FormRules.All)
        {
            if (!rule.HoldsFor(instrument))
                continue;
            foreach (var (field, message) in rule.Check(inspection))
                violations.Add(new FormViolation { RuleCode = rule.Code, Severity = rule.Severity, Field = field, Message = message });
        }

        return violations.Count <= 1 ? violations : Bounded([.. violations.OrderBy(v => v.Severity).ThenBy(v => FieldOrder.Of(v.Field))]);
    }

    /// <summary>Whether a form with these violations can be stored.</summary>
    public static bool CanBeStored(IEnumerable<FormViolation> violations) => violations.All(v => v.Severity != ViolationSeverity.Error);

    private static List<FormViolation> Bounded(List<FormViolation> violations)
    {
        if (violations.Count <= FormLimits.Violations)
            return violations;
        var told = FormLimits.Violations - 1;
        var last = new FormViolation
        {
            RuleCode = MoreViolations,
            Severity = violations[told].Severity,
            Message = $"Hay {violations.Count - told} observaciones más, que no se detallan; corresponde corregir éstas y volver a validar.",
        };
        return [.. violations.Take(told), last];
    }
}

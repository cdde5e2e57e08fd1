namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;

/// <summary>The ways in which rules are written down.</summary>
internal static class Rule
{
    /// <summary>About one field of the form. The check returns what is wrong, or null.</summary>
    public static FormRule Form(
        string code, ViolationSeverity severity, string field, string description, Func<FormInspection, string?> check, AskedBy by = AskedBy.Every) =>
        Each(code, severity, field, description, form => check(form) is { } message ? [(field, message)] : [], by);

    /// <summary>About one field of each member. The check returns what is wrong, or null.</summary>
    public static FormRule Member(
        string code, ViolationSeverity severity, string field, string description, Func<InspectedMember, string?> check, AskedBy by = AskedBy.Every) =>
        Each(code, severity, $"members[].{field}", description, form => OfMembers(form, field, check), by);

    /// <summary>About several fields, which the check names.</summary>
    public static FormRule Each(
        string code, ViolationSeverity severity, string fields, string description, FormCheck check, AskedBy by = AskedBy.Every) =>
        new(code, severity, fields, description, check) { AppliesTo = by };

    private static IEnumerable<(string Field, string Message)> OfMembers(FormInspection form, string field, Func<InspectedMember, string?> check)
    {
        foreach (var member in form.Members)
        {
            if (check(member) is { } message)
                yield return (member.At(field), message);
        }
    }
}

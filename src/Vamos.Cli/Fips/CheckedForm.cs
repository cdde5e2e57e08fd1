namespace Vamos.Cli.Fips;

using Vamos.Documents;
using Vamos.Fips.Documents;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

/// <summary>One form of a file and what is wrong with it.</summary>
internal sealed record CheckedForm(string File, int Number, int Line, IReadOnlyList<Finding> Findings, IReadOnlyList<FormViolation> Violations)
{
    /// <summary>Whether the hub would store it.</summary>
    public bool CanBeStored => Findings.Count == 0 && FormValidator.CanBeStored(Violations);

    /// <summary>Whether nothing at all was found.</summary>
    public bool IsSound => Findings.Count == 0 && Violations.Count == 0;

    public static CheckedForm Of(string file, FormEntry entry, DateOnly today) =>
        new(file, entry.Number, entry.Line, entry.Findings, entry.Form is { } form ? FormValidator.Validate(form, today) : []);
}

namespace Vamos.Fips.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>One member while a form is checked.</summary>
internal sealed class InspectedMember(FormInspection form, int index, FormMember answers)
{
    public FormInspection Form => form;

    public FormMember Answers => answers;

    public Kinship Kinship => answers.Kinship;

    /// <summary>What the date of birth can mean; null when it is not known.</summary>
    public BirthSpan? Birth { get; } = BirthSpan.Of(answers.BirthDate);

    /// <summary>Path of one of the member's fields.</summary>
    public string At(string field) => $"members[{index}].{field}";

    /// <summary>Whether the member has surely not completed as many years at the interview.</summary>
    public bool IsYoungerThan(int years) => Birth?.GreatestAge(form.Day) < years;

    /// <summary>Whether the member has surely completed as many years at the interview.</summary>
    public bool IsAtLeast(int years) => Birth?.LeastAge(form.Day) >= years;

    /// <summary>Whether the member was surely born before another one.</summary>
    public bool IsOlderThan(InspectedMember other) => Birth?.Last < other.Birth?.First;
}

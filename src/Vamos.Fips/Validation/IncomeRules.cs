namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>Incomes of the members.</summary>
internal static class IncomeRules
{
    private const long Most = 1_000_000_000_000;
    private const long Much = 100_000_000;

    public static IEnumerable<FormRule> All =>
    [
        Of("income-source-required", Error, "source",
            "Cada ingreso dice de dónde viene.",
            (_, income) => income.Source == IncomeSource.Unspecified ? "Falta la fuente del ingreso; corresponde una de las previstas." : null),

        Rule.Each("income-source-once", Error, "members[].incomes[].source",
            "Cada fuente de ingreso figura una vez por miembro.",
            form => form.Members.SelectMany(Repeated)),

        Of("income-not-negative", Error, "amount",
            "Ningún ingreso es negativo.",
            (_, income) => income.Amount < 0 ? "El ingreso es negativo; corresponden cero o más guaraníes por mes." : null),

        Of("income-bounded", Error, "amount",
            "Ningún ingreso supera un billón (10¹²) de guaraníes por mes.",
            (_, income) => income.Amount > Most ? "El ingreso supera lo que se admite; corresponde el monto mensual en guaraníes." : null),

        Of("income-plausible", Warning, "amount",
            "Un ingreso rara vez supera los 100 millones de guaraníes por mes.",
            (_, income) => income.Amount is > Much and <= Most ? "El ingreso es muy alto; conviene revisar que sea mensual y en guaraníes." : null),

        Of("work-income-needs-work", Warning, "source",
            "Tiene ingreso de su ocupación principal quien trabajó.",
            (member, income) => income is { Source: IncomeSource.MainWork, Amount: > 0 } && member.Answers.Work is { HasWorked: true, Worked: false }
                ? "Figura un ingreso de la ocupación principal, pero la persona no trabajó; conviene revisar ambas respuestas."
                : null),
    ];

    private static FormRule Of(string code, ViolationSeverity severity, string field, string description, Func<InspectedMember, Income, string?> check) =>
        Rule.Each(code, severity, $"members[].incomes[].{field}", description, form =>
            from member in form.Members
            from income in member.Answers.Incomes.Take(FormLimits.Entries).Select((answer, i) => (Answer: answer, Index: i))
            let message = check(member, income.Answer)
            where message is not null
            select (member.At($"incomes[{income.Index}].{field}"), message));

    private static IEnumerable<(string, string)> Repeated(InspectedMember member)
    {
        var seen = new HashSet<IncomeSource>();
        for (var i = 0; i < Math.Min(member.Answers.Incomes.Count, FormLimits.Entries); i++)
        {
            var source = member.Answers.Incomes[i].Source;
            if (source != IncomeSource.Unspecified && !seen.Add(source))
                yield return (member.At($"incomes[{i}].source"), "Esta fuente ya figura en el miembro; corresponde sumar sus montos en un solo ingreso.");
        }
    }
}

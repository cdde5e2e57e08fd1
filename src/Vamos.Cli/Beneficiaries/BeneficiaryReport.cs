namespace Vamos.Cli.Beneficiaries;

using Spectre.Console;
using Vamos.Cli.Reports;
using Vamos.Clients.Beneficiaries;
using Vamos.Common.V1;

/// <summary>An answer about a person, for people to read. Sections without content are left out.</summary>
internal static class BeneficiaryReport
{
    public static void Write(IAnsiConsole console, NationalId asked, BeneficiaryAnswer answer, DateOnly today)
    {
        foreach (var section in Sections(asked, answer, today))
            SectionWriter.Write(console, section);
        if (answer.ExchangeId.Length != 0)
            console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }

    private static IEnumerable<Section> Sections(NationalId asked, BeneficiaryAnswer answer, DateOnly today)
    {
        var beneficiary = answer.Beneficiary;
        if (answer.IsFound)
        {
            yield return PersonSections.Who(beneficiary.Person, asked, today);
            yield return FactSections.Enrollments(beneficiary);
            foreach (var section in beneficiary.Households.SelectMany(household => PersonSections.Household(household, asked, today)))
                yield return section;
            foreach (var section in FactSections.Others(beneficiary))
                yield return section;
            yield return SourceSections.Records(beneficiary);
            yield return SourceSections.Conflicts(beneficiary);
        }

        yield return SourceSections.Sources(beneficiary);
    }
}

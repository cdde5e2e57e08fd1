namespace Vamos.Fips.Instruments.FichaHogar;

using Vamos.Fips.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>What the sheet of a member says of work and incomes.</summary>
internal static class MemberWork
{
    // Twelve columns for the twelve sources of the table, in its order.
    private static readonly (string Column, IncomeSource Source)[] Sources =
    [
        ("VAR00017", IncomeSource.MainWork),
        ("VAR00018", IncomeSource.SecondWork),
        ("VAR00019", IncomeSource.OtherWork),
        ("VAR00020", IncomeSource.Rent),
        ("VAR00021", IncomeSource.Interest),
        ("VAR00022", IncomeSource.FamilyInCountry),
        ("VAR00023", IncomeSource.FamilyAbroad),
        ("VAR00024", IncomeSource.Retirement),
        ("VAR00025", IncomeSource.Pension),
        ("VAR00026", IncomeSource.Tekopora),
        ("VAR00027", IncomeSource.OtherProgramme),
        ("VAR00028", IncomeSource.Additional),
    ];

    public static Work Read(DelimitedRecord record)
    {
        var work = new Work
        {
            ReasonNotWorking = record.Code("P87", LegacyMember.NotWorkingOf),
            Occupation = record.Name("P88"),
            Activity = record.Name("P88E"),
            Status = record.Code("P91", LegacyMember.LabourOf),
        };
        if (record.Code("P86", LegacyCodes.YesNo) is { } worked)
            work.Worked = worked;
        return work;
    }

    /// <summary>Incomes by source. A total (P92) of which no source is told stands as one additional income, so that it is not lost.</summary>
    public static IReadOnlyList<Income> Incomes(DelimitedRecord record)
    {
        List<Income> incomes = [];
        foreach (var (column, source) in Sources)
        {
            if (record.Money(column) is > 0 and var amount)
                incomes.Add(new Income { Source = source, Amount = amount });
        }

        if (record.Money("P92") is > 0 and var total && incomes.Count == 0)
            incomes.Add(new Income { Source = IncomeSource.Additional, Amount = total });
        return incomes;
    }
}

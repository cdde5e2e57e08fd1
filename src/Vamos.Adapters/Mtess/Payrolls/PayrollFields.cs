namespace Vamos.Adapters.Mtess.Payrolls;

using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Translation.Delimited;
using Vamos.Common.V1;

/// <summary>Fields and checks that both generations of payrolls have.</summary>
internal static class PayrollFields
{
    /// <summary>A column that no fact is made of, whose dates tell when columns have moved.</summary>
    public static DelimitedColumn DateColumn(string name) => new(name, text => LegacyDate.Translate(text).Reason, MaxLength: 30);

    /// <summary>What is wrong with the part of a file's name, which is empty or the number of the one employer that the file is of.</summary>
    public static string? PartFlaw(string part, int digits) => part.Length == 0 || (part.Length <= digits && part.All(char.IsAsciiDigit))
        ? null
        : $"has something else than the number of an employer, of at most {digits} digits, behind the hyphen of its name";

    /// <summary>The number of the employer; in a file of one employer, that one's.</summary>
    public static string Employer(this DropRecord record, string column, int digits)
    {
        var number = record.Take(column, EmployerNumber.Translate(record.Text(column), digits)) ?? "";
        if (number.Length != 0 && record.Part.Length != 0 && number != record.Part)
            record.Note(column, "another employer than the file is of");
        return number;
    }

    /// <summary>Notes an end that comes before its beginning.</summary>
    public static void CheckOrder(this DropRecord record, string endColumn, Date? start, Date? end)
    {
        if (start is not null && end is not null && start.TryToDateOnly(out var first) && end.TryToDateOnly(out var last) && last < first)
            record.Note(endColumn, "before its beginning");
    }
}

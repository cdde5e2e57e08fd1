namespace Vamos.Fips.Tests.Index;

using System.Globalization;
using Vamos.Fips.Index;

/// <summary>The table of cases computed by hand.</summary>
public sealed class QualityOfLifeTableTests
{
    public static TheoryData<string, string, string, string, string, decimal> Cases()
    {
        var data = new TheoryData<string, string, string, string, string, decimal>();
        var (dwelling, members) = ("", "");
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Index", "quality-of-life.md")))
        {
            if (line.StartsWith("Base:", StringComparison.Ordinal))
                dwelling = line.Split(' ', 2)[1].Trim('`');
            else if (line.StartsWith("Members:", StringComparison.Ordinal))
                members = line.Split(' ', 2)[1].Trim('`');
            else if (line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && !line.StartsWith("| Case", StringComparison.Ordinal))
                Add(data, line, dwelling, members);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Household_has_the_index_computed_by_hand(string name, string area, string dwelling, string members, string points, decimal index)
    {
        var form = FormText.Of(area, dwelling, members);

        var computed = QualityOfLife.Of(form)!;

        var byHand = points.Split(' ');
        var given = computed.Contributions.ToDictionary(contribution => contribution.Variable);
        var said = IndexWeights.Published.Document.Variables
            .Select(variable => computed.MissingVariables.Contains(variable.Code) ? "?" : Written(given[variable.Code].Points));
        Assert.Equal((name, string.Join(' ', byHand.Select(Normal))), (name, string.Join(' ', said)));
        Assert.Equal((double)index, computed.Value);
        Assert.Equal(index, byHand.Where(term => term != "?").Sum(term => decimal.Parse(term, CultureInfo.InvariantCulture)));
    }

    private static void Add(TheoryData<string, string, string, string, string, decimal> data, string line, string dwelling, string members)
    {
        string[] row = [.. line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))];
        var form = FormText.Join(dwelling, row[2]);
        data.Add(row[0], row[1], form, row[3].Length == 0 ? members : row[3], row[4], decimal.Parse(row[5], CultureInfo.InvariantCulture));
    }

    private static string Normal(string term) => term == "?" ? term : Written(double.Parse(term, CultureInfo.InvariantCulture));

    private static string Written(double points) => points.ToString("0.00", CultureInfo.InvariantCulture);
}

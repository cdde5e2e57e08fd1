namespace Vamos.Fips.Tests.Index;

using Vamos.Documents;
using Vamos.Fips.Index;

/// <summary>A table of weights that is wrong is refused as a whole, and every mistake is named.</summary>
public sealed class IndexWeightsTests
{
    [Theory]
    [InlineData("answers: [brick, stone]", "answers: [brick]", "do not say where these answers fall: stone")]
    [InlineData("answers: [brick, stone]", "answers: [brick, stone, wood]", "has wood again")]
    [InlineData("answers: [brick, stone]", "answers: [brick, stone, straw]", "has straw, which is no answer")]
    [InlineData("more_than: 2\n        at_most: 3", "more_than: 2.5\n        at_most: 3", "leave a gap or overlap")]
    [InlineData("measure: walls", "measure: wallpaper", "is nothing that can be read in a form")]
    [InlineData("code: walls", "code: floor", "is floor, as in another entry")]
    [InlineData("urban: 5.05", "urban: 5.06", "may give at most 100")]
    [InlineData("urban: 5.05", "urban: -5.05", "must be a number from 0 to 100")]
    [InlineData("level: secondary,", "level: university,", "lacks secondary")]
    [InlineData("children_below_age: 14", "", "is missing")]
    [InlineData("note:", "remark:", "is no key here")]
    public void Mistake_is_named(string right, string wrong, string message)
    {
        var reading = new DocumentReading("icv-weights.yaml");

        var weights = IndexWeights.Read(Published().Replace(right, wrong, StringComparison.Ordinal), reading);

        Assert.Null(weights);
        Assert.Contains(reading.Findings, finding => finding.Message.Contains(message, StringComparison.Ordinal) && finding.Line > 0);
    }

    [Fact]
    public void What_is_not_verified_says_what_was_supposed() => Assert.All(
        IndexWeights.Published.Document.Variables,
        variable => Assert.NotNull(variable.Verified ? variable.Source : variable.Note));

    private static string Published()
    {
        using var text = new StreamReader(typeof(IndexWeights).Assembly.GetManifestResourceStream("icv-weights.yaml")!);
        return text.ReadToEnd();
    }
}

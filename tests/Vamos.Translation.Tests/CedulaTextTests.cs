namespace Vamos.Translation.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;

public sealed class CedulaTextTests
{
    private static readonly Func<string, string>[] Spellings =
    [
        number => number,
        number => $" {number} ",
        number => $"{number}.0",
        WithDots,
    ];

    [Fact]
    public void Number_in_any_spelling_is_understood_alike() => Prop.ForAll(
        Gen.Choose(1, 999_999_999).ToArbitrary(),
        Gen.Elements(Spellings).ToArbitrary(),
        (number, spelling) =>
        {
            var id = CedulaText.Translate(spelling($"{number}"));
            return id.IsUnderstood && id.Value is { Letter: "" } && id.Value.Number == $"{number}";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Letter_in_front_and_letter_beside_mean_the_same() => Prop.ForAll(
        Gen.Choose(1, 999_999_999).ToArbitrary(),
        Gen.Choose('A', 'Z').Select(code => (char)code).ToArbitrary(),
        (number, letter) =>
        {
            var before = CedulaText.Translate($"{letter}-{WithDots($"{number}")}");
            var beside = CedulaText.Translate($"{number}", $"{char.ToLowerInvariant(letter)}");
            return before.IsUnderstood && Equals(before.Value, beside.Value) && before.Value!.Letter == $"{letter}";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_either_a_valid_id_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        ArbMap.Default.ArbFor<string?>(),
        (number, letter) =>
        {
            var id = CedulaText.Translate(number, letter);
            return !id.IsUnderstood || id.Value is null || !id.Value.Violations("id").Any();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", "")]
    public void Nothing_is_no_document(string? number, string? letter)
    {
        var id = CedulaText.Translate(number, letter);

        Assert.True(id.IsUnderstood);
        Assert.Null(id.Value);
    }

    [Theory]
    [InlineData("S/N", null)]
    [InlineData("12X4567", null)]
    [InlineData("1.23.456", null)]
    [InlineData("0", null)]
    [InlineData("-1234567", null)]
    [InlineData("1234567.5", null)]
    [InlineData("A-1234567", "B")]
    [InlineData("1234567", "7")]
    [InlineData("", "A")]
    public void Anything_else_is_refused(string number, string? letter) => Assert.False(CedulaText.Translate(number, letter).IsUnderstood);

    private static string WithDots(string number) =>
        long.Parse(number).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');
}

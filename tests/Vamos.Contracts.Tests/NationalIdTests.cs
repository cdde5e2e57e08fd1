namespace Vamos.Contracts.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Common.V1;

public sealed class NationalIdTests
{
    [Theory]
    [InlineData("1234567", "1234567", "")]
    [InlineData("1.234.567", "1234567", "")]
    [InlineData(" 123.456 ", "123456", "")]
    [InlineData("A-99000010", "99000010", "A")]
    [InlineData("a 1.234.567", "1234567", "A")]
    [InlineData("B1234567", "1234567", "B")]
    [InlineData("007", "7", "")]
    public void Parse_number_as_people_write_it(string text, string number, string letter)
    {
        Assert.True(NationalId.TryParse(text, out var id));
        Assert.Equal((number, letter), (id.Number, id.Letter));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10x")]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("-5")]
    [InlineData("12.34")]
    [InlineData("1.2345.678")]
    [InlineData("1234567890")]
    [InlineData("AB-123")]
    [InlineData("123-A")]
    [InlineData("123456.0")]
    [InlineData("١٢٣")]
    [InlineData("1234567\n8")]
    public void Parse_anything_else_is_refused_rather_than_guessed(string? text) => Assert.False(NationalId.TryParse(text, out _));

    [Fact]
    public void Parse_takes_back_what_text_writes() =>
        Prop.ForAll(
            Gen.Choose(1, 999_999_999).SelectMany(n => Gen.Choose(0, 26).Select(l => (n, l))).ToArbitrary(),
            pair =>
            {
                var id = new NationalId { Number = $"{pair.n}", Letter = pair.l == 0 ? "" : $"{(char)('A' + pair.l - 1)}" };
                return NationalId.TryParse(id.ToText(), out var read) && read.Equals(id) && !read.Violations("x").Any();
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_of_any_text_either_refuses_or_gives_what_the_contract_allows() =>
        Prop.ForAll<string?>(text => !NationalId.TryParse(text, out var id) || !id.Violations("x").Any()).QuickCheckThrowOnFailure();

    [Fact]
    public void Letter_tells_two_people_apart()
    {
        Assert.True(NationalId.TryParse("99000010", out var without));
        Assert.True(NationalId.TryParse("A-99000010", out var with));

        Assert.NotEqual(without, with);
        Assert.NotEqual(without.ToText(), with.ToText());
    }

    [Fact]
    public void Explicit_home_country_is_the_same_person() =>
        Assert.Equal(new NationalId { Number = "7" }, new NationalId { Number = "7", CountryCode = "PY" }.Canonical());

    [Fact]
    public void Foreign_document_keeps_its_country_and_may_hold_letters()
    {
        var foreign = new NationalId { Number = "AB123", CountryCode = "AR" };

        Assert.Empty(foreign.Violations("id"));
        Assert.Equal("AR:AB123", foreign.ToText());
        Assert.Equal(foreign, foreign.Canonical());
    }
}

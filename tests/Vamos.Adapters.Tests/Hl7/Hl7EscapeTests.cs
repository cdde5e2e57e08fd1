namespace Vamos.Adapters.Tests.Hl7;

using Vamos.Adapters.Hl7;

public sealed class Hl7EscapeTests
{
    [Theory]
    [InlineData(@"a\F\b\S\c\T\d\R\e\E\f", @"a|b^c&d~e\f")]
    [InlineData(@"\H\mucho\N\ cuidado", "mucho cuidado")]
    [InlineData(@"uno\.br\dos\.sp2\tres\.sp\cuatro", "uno\ndos\n\ntres\ncuatro")]
    [InlineData(@"\X4f\\X6E65\", "One")]
    [InlineData(@"\XC3B1\", "ñ")]
    [InlineData(@"\Z99\ and \C2842\ stay", @"\Z99\ and \C2842\ stay")]
    [InlineData(@"\X4\ \XGG\ \X\ \XFF\ \.sp-1\ \.spx\ \P\", @"\X4\ \XGG\ \X\ \XFF\ \.sp-1\ \.spx\ \P\")]
    [InlineData(@"50\ mg", @"50\ mg")]
    [InlineData(@"\", @"\")]
    [InlineData(@"\\", @"\\")]
    [InlineData(@"\F", @"\F")]
    public void Sequences_mean_what_the_standard_says_and_unknown_ones_stay(string written, string meant) =>
        Assert.Equal(meant, Hl7Message.Parse($"MSH|^~\\&|\rZZZ|{written}").Require("ZZZ").Field(1).Text);

    [Fact]
    public void Hexadecimal_bytes_are_of_the_message_s_character_set() =>
        Assert.Equal("ñ", Hl7Message.Parse(@"MSH|^~\&|" + "\rZZZ|\\XF1\\", Hl7CharacterSet.Latin1).Require("ZZZ").Field(1).Text);
}

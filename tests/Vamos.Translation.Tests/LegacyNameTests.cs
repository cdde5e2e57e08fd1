namespace Vamos.Translation.Tests;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;

public sealed class LegacyNameTests
{
    [Fact]
    public void Latin1_without_blanks_comes_out_as_it_went_in() => Prop.ForAll(
        Gen.Choose(0x21, 0xFF).Where(code => code is < 0x7F or > 0xA0).Select(code => (char)code).ArrayOf()
            .Select(letters => new string(letters)).ToArbitrary(),
        name => LegacyName.Translate(Encoding.Latin1.GetBytes(name)).Value == name).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_text_without_controls_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var name = LegacyName.Translate(bytes);
            return !name.IsUnderstood || !name.Value.Any(char.IsControl);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("  MARÍA   DEL  CARMEN ", "MARÍA DEL CARMEN")]
    [InlineData("ÑAMANDÚ", "ÑAMANDÚ")]
    [InlineData("", "")]
    public void Blanks_are_tidied_and_letters_left(string legacy, string expected) =>
        Assert.Equal(expected, LegacyName.Translate(Encoding.Latin1.GetBytes(legacy)).Value);

    [Fact]
    public void Quotation_mark_of_Windows_is_read_as_one() =>
        Assert.Equal("Y’APY", LegacyName.Translate([(byte)'Y', 0x92, (byte)'A', (byte)'P', (byte)'Y']).Value);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x0A)]
    [InlineData(0x81)]
    public void Bytes_that_are_no_characters_are_refused(byte code) => Assert.False(LegacyName.Translate([(byte)'A', code]).IsUnderstood);
}

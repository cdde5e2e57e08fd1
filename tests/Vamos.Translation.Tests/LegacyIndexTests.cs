namespace Vamos.Translation.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;

public sealed class LegacyIndexTests
{
    [Fact]
    public void Index_from_0_to_100_is_understood_with_dot_or_comma() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).Select(places => places / 10_000m).ToArbitrary(),
        index => LegacyIndex.Translate($"{index}").Value == (double)index
            && LegacyIndex.Translate($"{index}".Replace('.', ',')).Value == (double)index).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("100.1")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("1e1")]
    public void Anything_else_is_refused(string text) => Assert.False(LegacyIndex.Translate(text).IsUnderstood);
}

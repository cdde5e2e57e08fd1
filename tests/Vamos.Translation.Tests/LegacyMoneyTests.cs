namespace Vamos.Translation.Tests;

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;

public sealed class LegacyMoneyTests
{
    private static readonly Func<long, string>[] Spellings =
    [
        amount => amount.ToString(CultureInfo.InvariantCulture),
        amount => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.'),
        amount => amount.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.') + ",00",
        amount => $"{amount}.00",
        amount => $" {amount} ",
    ];

    [Fact]
    public void Amount_in_any_spelling_is_understood_alike() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(amount => (long)amount * 5).ToArbitrary(),
        Gen.Elements(Spellings).ToArbitrary(),
        (amount, spelling) => LegacyMoney.Translate(spelling(amount)) is { IsUnderstood: true } money && money.Value == amount).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_an_amount_nothing_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => LegacyMoney.Translate(text) is { IsUnderstood: false } or { Value: null or >= 0 }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("G. 375 MIL")]
    [InlineData("٣٧٥٠٠٠")]
    [InlineData("3,7,5")]
    [InlineData("1.23")]
    [InlineData("375.50")]
    [InlineData("1.2345")]
    [InlineData("-5")]
    public void Anything_else_is_refused(string text) => Assert.False(LegacyMoney.Translate(text).IsUnderstood);
}

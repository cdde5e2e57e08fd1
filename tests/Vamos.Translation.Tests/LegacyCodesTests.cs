namespace Vamos.Translation.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

public sealed class LegacyCodesTests
{
    [Fact]
    public void Codes_outside_the_lists_are_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>().Filter(code => code is < 0 or > 100),
        code => !LegacyCodes.YesNo(code).IsUnderstood
            && !LegacyCodes.Flag(code).IsUnderstood
            && !LegacyCodes.SexOf(code).IsUnderstood
            && !LegacyCodes.AreaOf(code).IsUnderstood
            && !LegacyCodes.MaritalStatusOf(code).IsUnderstood
            && !LegacyCodes.KinshipOf(code).IsUnderstood
            && !LegacyCodes.ImpairmentOf(code).IsUnderstood).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, true)]
    [InlineData(6, false)]
    [InlineData(9, null)]
    [InlineData(null, null)]
    public void Yes_is_1_no_is_6_and_9_is_not_reported(int? code, bool? expected)
    {
        var answer = LegacyCodes.YesNo(code);

        Assert.True(answer.IsUnderstood);
        Assert.Equal(expected, answer.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Yes_and_no_by_other_habits_are_not_guessed(int code) => Assert.False(LegacyCodes.YesNo(code).IsUnderstood);

    [Fact]
    public void Sex_and_area_share_codes_but_not_meaning()
    {
        Assert.Equal((Sex.Male, Area.Urban), (LegacyCodes.SexOf(1).Value, LegacyCodes.AreaOf(1).Value));
        Assert.Equal((Sex.Female, Area.Rural), (LegacyCodes.SexOf(6).Value, LegacyCodes.AreaOf(6).Value));
    }

    [Theory]
    [InlineData("ACTIVO", EnrollmentStatus.Active)]
    [InlineData("activo ", EnrollmentStatus.Active)]
    [InlineData("S", EnrollmentStatus.Suspended)]
    [InlineData("EGRESADO", EnrollmentStatus.Graduated)]
    public void States_are_read_in_words_and_letters(string text, EnrollmentStatus expected) => Assert.Equal(expected, LegacyCodes.StatusOf(text).Value);

    [Fact]
    public void Impairment_6_is_none() => Assert.Equal((false, true, (bool?)null), (
        LegacyCodes.ImpairmentOf(6).Value!.Value, LegacyCodes.ImpairmentOf(1).Value!.Value, LegacyCodes.ImpairmentOf(99).Value));
}

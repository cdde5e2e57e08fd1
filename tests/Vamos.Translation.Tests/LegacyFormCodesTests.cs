namespace Vamos.Translation.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Fips.V1;

/// <summary>The lists of the household forms, whose numbers mostly are the contract's, with the exceptions.</summary>
public sealed class LegacyFormCodesTests
{
    [Theory]
    [InlineData(4, WallMaterial.Brick)]
    [InlineData(7, WallMaterial.None)]
    [InlineData(9, WallMaterial.Unspecified)]
    [InlineData(null, WallMaterial.Unspecified)]
    public void Walls(int? code, WallMaterial expected) => Assert.Equal(expected, LegacyDwelling.WallsOf(code).Value);

    [Theory]
    [InlineData(1, BathroomKind.WaterHeater)]
    [InlineData(4, BathroomKind.NoShower)]
    [InlineData(6, BathroomKind.None)]
    public void Bathroom_has_no_5(int code, BathroomKind expected) => Assert.Equal(
        (expected, false), (LegacyDwelling.BathroomOf(code).Value, LegacyDwelling.BathroomOf(5).IsUnderstood));

    [Fact]
    public void Six_is_the_answer_of_having_none() => Assert.Equal(
        (SanitationKind.None, CookingFuel.DoesNotCook, HealthInsurance.None, HealthCondition.Healthy, DisabilityKind.Unspecified),
        (LegacyDwelling.SanitationOf(6).Value, LegacyDwelling.FuelOf(6).Value, LegacyMember.InsuranceOf(6).Value, LegacyMember.HealthOf(6).Value,
            LegacyMember.ImpairmentOf(6).Value));

    [Theory]
    [InlineData(0, EducationLevel.None)]
    [InlineData(3, EducationLevel.Basic1To6)]
    [InlineData(5, EducationLevel.Basic7To9)]
    [InlineData(8, EducationLevel.Secondary)]
    [InlineData(16, EducationLevel.AdultBasic)]
    [InlineData(22, EducationLevel.University)]
    [InlineData(99, EducationLevel.Unspecified)]
    public void Levels_of_education(int code, EducationLevel expected) => Assert.Equal(expected, LegacyMember.EducationOf(code).Value);

    [Theory]
    [InlineData(7, DisabilityKind.Blind)]
    [InlineData(13, DisabilityKind.Other)]
    [InlineData(16, DisabilityKind.Speech)]
    public void Impairments_are_numbered_otherwise_than_the_contract(int code, DisabilityKind expected) =>
        Assert.Equal(expected, LegacyMember.ImpairmentOf(code).Value);

    [Theory]
    [InlineData(21, "Por embarazo")]
    [InlineData(25, "Otros")]
    [InlineData(99, "")]
    public void Reasons_not_to_attend_are_told_in_words(int code, string expected) => Assert.Equal(expected, LegacyMember.NotAttendingOf(code).Value);

    [Fact]
    public void Reason_11_is_in_no_list() => Assert.False(LegacyMember.NotAttendingOf(11).IsUnderstood);

    [Fact]
    public void Codes_outside_the_lists_are_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>().Filter(code => code is < 0 or > 99),
        code => !LegacyDwelling.WallsOf(code).IsUnderstood
            && !LegacyDwelling.FloorOf(code).IsUnderstood
            && !LegacyDwelling.RoofOf(code).IsUnderstood
            && !LegacyDwelling.TenureOf(code).IsUnderstood
            && !LegacyDwelling.FuelOf(code).IsUnderstood
            && !LegacyDwelling.BathroomOf(code).IsUnderstood
            && !LegacyDwelling.SanitationOf(code).IsUnderstood
            && !LegacyDwelling.WaterSourceOf(code).IsUnderstood
            && !LegacyDwelling.WaterSupplyOf(code).IsUnderstood
            && !LegacyDwelling.WasteOf(code).IsUnderstood
            && !LegacyMember.WithoutDocumentOf(code).IsUnderstood
            && !LegacyMember.LanguageOf(code).IsUnderstood
            && !LegacyMember.EducationOf(code).IsUnderstood
            && !LegacyMember.NotAttendingOf(code).IsUnderstood
            && !LegacyMember.InsuranceOf(code).IsUnderstood
            && !LegacyMember.HealthOf(code).IsUnderstood
            && !LegacyMember.ImpairmentOf(code).IsUnderstood
            && !LegacyMember.CauseOf(code).IsUnderstood
            && !LegacyMember.LabourOf(code).IsUnderstood
            && !LegacyMember.NotWorkingOf(code).IsUnderstood).QuickCheckThrowOnFailure();
}

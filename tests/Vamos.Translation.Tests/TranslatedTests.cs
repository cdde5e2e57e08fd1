namespace Vamos.Translation.Tests;

using Vamos.Translation;
using Vamos.Beneficiary.V1;

public sealed class TranslatedTests
{
    [Fact]
    public void Text_that_nobody_can_tell_is_empty_so_that_a_message_takes_it()
    {
        var district = ElectoralTerritory.DistrictOf("9999");

        var enrollment = new SchoolEnrollment { DistrictCode = district.Value };

        Assert.False(district.IsUnderstood);
        Assert.Equal("", enrollment.DistrictCode);
    }

    [Fact]
    public void Other_values_that_nobody_can_tell_are_absent() => Assert.Null(LegacyMoney.Translate("mucho").Value);
}

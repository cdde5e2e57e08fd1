namespace Vamos.Fips.Tests.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;
using static Sample;

public class MatchKeysTests
{
    private static readonly string[] TwoNames = ["Ana", "Ana María Luisa de los Ángeles"];

    [Fact]
    public void A_document_is_one_key_however_its_country_is_written()
    {
        var plain = Person("1", Kinship.Head, "Ana", "Ríos", cedula: "1.234.567");
        var explicitly = Person("1", Kinship.Head, "Ana", "Ríos", cedula: "1234567").With(member => member.NationalId.CountryCode = "PY");

        Assert.Equal("c:1234567", Assert.Single(MatchKeys.Of(plain)));
        Assert.Equal(MatchKeys.Of(plain), MatchKeys.Of(explicitly));
    }

    [Theory]
    [InlineData("josé", "DE LA CRUZ Núñez", "2010-05-03", "accents, capitals and particles")]
    [InlineData("José", "Cruz", "2010-03-05", "day and month exchanged")]
    [InlineData("Cruz", "José", "2010-05-03", "given name and surname exchanged")]
    [InlineData("José", "Cruz", "2010", "the year alone")]
    [InlineData("Jose\u0301", "Cruz", "2010-05-03", "an accent behind its letter")]
    [InlineData("Joce", "Crus", "2010-05-03", "written by ear")]
    [InlineData("Luis José", "Cruz", "2010-05-03", "another given name in front")]
    public void Somebody_without_document_shares_a_key_with_other_spellings(string given, string surnames, string birth, string because)
    {
        var known = MatchKeys.Of(Person("1", Kinship.Child, "José", "Cruz", "2010-05-03"));

        Assert.True(known.Intersect(MatchKeys.Of(Person("2", Kinship.Child, given, surnames, birth))).Any(), because);
    }

    [Fact]
    public void Somebody_with_a_document_is_found_where_he_was_written_down_without()
    {
        var before = MatchKeys.Of(Person("1", Kinship.Child, "José", "Cruz", "2010"));
        var later = Person("1", Kinship.Child, "José", "Cruz", "2010-05-03", cedula: "7654321");

        Assert.NotEmpty(before.Intersect(MatchKeys.ToFind(later)));
    }

    [Fact]
    public void Keys_are_few_and_short_whatever_the_member()
    {
        var longest = Person("1", Kinship.Head, string.Join(' ', Enumerable.Repeat(new string('x', 100), 50)), new string('y', 5000), "2001-02-03");
        for (var i = 0; i < 500; i++)
            longest.ProvisionalIds.Add(new ProvisionalId { Institution = "mspbs", Value = new string('z', 1000) + i });

        Assert.InRange(MatchKeys.Of(longest).Count, 1, 15);
        Assert.All(MatchKeys.Of(longest), key => Assert.InRange(key.Length, 1, 250));
    }

    [Fact]
    public void Nothing_known_gives_no_key() => Assert.Empty(MatchKeys.Of(new FormMember { MemberId = "1" }));

    [Fact]
    public void A_household_is_found_by_the_identifier_that_its_view_gives_to_somebody_without_document()
    {
        var household = Known("H7", Form("F1", "2024-05-01", Person("1", Kinship.Head, TwoNames[0], "Ríos")));

        Assert.Contains("p:siis:H7/1", MatchKeys.Of(household));
    }
}

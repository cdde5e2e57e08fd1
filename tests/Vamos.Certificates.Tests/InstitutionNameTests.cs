namespace Vamos.Certificates.Tests;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

public sealed partial class InstitutionNameTests : IDisposable
{
    private readonly ECDsa _key = OddCertificates.NewKey();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("mds", "mds")]
    [InlineData(" MDS ", "mds")]
    [InlineData("itaipu-2", "itaipu-2")]
    [InlineData("ab", "ab")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345")]
    public void Normalize_code_of_the_rule_gives_it_in_lower_case(string text, string code)
    {
        Assert.True(InstitutionName.TryNormalize(text, out var normalized));
        Assert.Equal(code, normalized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("2mds")]
    [InlineData("-mds")]
    [InlineData("m ds")]
    [InlineData("m_ds")]
    [InlineData("ñandutí")]
    [InlineData("../mds")]
    [InlineData("mds\n.pem")]
    [InlineData("mds\0")]
    [InlineData("\u212Aelvin")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void Normalize_anything_else_is_refused(string? text)
    {
        Assert.False(InstitutionName.TryNormalize(text, out var code));
        Assert.Null(code);
    }

    [Fact]
    public void IsValid_any_text_agrees_with_the_rule() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<string>().Or(Codes()).ToArbitrary(),
            text => InstitutionName.IsValid(text) == (text is not null && Rule().IsMatch(text)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Normalize_what_it_gave_gives_it_again() =>
        Prop.ForAll(
            Codes().ToArbitrary(),
            text => !InstitutionName.TryNormalize(text, out var code)
                || (InstitutionName.IsValid(code) && InstitutionName.TryNormalize(code, out var again) && again == code))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Read_every_valid_code_comes_back_from_a_certificate() =>
        Prop.ForAll(
            Codes().Where(InstitutionName.IsValid).ToArbitrary(),
            code =>
            {
                using var certificate = OddCertificates.WithUris(_key, InstitutionName.UriPrefix + code);
                return InstitutionName.TryRead(certificate, out var read) && read == code;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData()]
    [InlineData("https://mds.gov.py")]
    [InlineData("urn:vamos:institution:")]
    [InlineData("urn:vamos:institution:MDS")]
    [InlineData("urn:vamos:institution:mds ")]
    [InlineData("urn:vamos:institution:mds?x")]
    [InlineData("URN:vamos:institution:mds")]
    [InlineData("urn:vamos:institution:mds", "urn:vamos:institution:hub")]
    [InlineData("urn:vamos:institution:mds", "urn:vamos:institution:mds")]
    [InlineData("urn:vamos:institution:mds", "URN:Vamos:Institution:hub")]
    public void Read_none_several_or_malformed_is_refused(params string[] uris)
    {
        using var certificate = OddCertificates.WithUris(_key, uris);
        Assert.False(InstitutionName.TryRead(certificate, out var institution));
        Assert.Null(institution);
    }

    [Fact]
    public void Read_other_uris_beside_it_do_not_disturb()
    {
        using var certificate = OddCertificates.WithUris(_key, "https://mds.gov.py", "urn:vamos:institution:mds", "urn:uuid:0");
        Assert.True(InstitutionName.TryRead(certificate, out var institution));
        Assert.Equal("mds", institution);
    }

    [Fact]
    public void Read_two_lists_of_names_is_refused()
    {
        var names = OddCertificates.EncodeUris("urn:vamos:institution:mds");
        using var doubled = OddCertificates.WithTwoAlternativeNames(_key, names, OddCertificates.EncodeUris("https://mds.gov.py"));
        Assert.Equal(2, doubled.Extensions.Count(extension => extension.Oid?.Value == OddCertificates.AlternativeNamesOid));
        Assert.False(InstitutionName.TryRead(doubled, out _));
    }

    [Fact]
    public void Read_list_of_names_with_something_behind_it_is_refused()
    {
        using var certificate = OddCertificates.WithAlternativeNames(_key, [.. OddCertificates.EncodeUris("urn:vamos:institution:mds"), 0x05, 0x00]);
        Assert.False(InstitutionName.TryRead(certificate, out _));
    }

    [Fact]
    public void Read_no_certificate_or_a_disposed_one_is_refused()
    {
        var certificate = OddCertificates.WithUris(_key, "urn:vamos:institution:mds");
        certificate.Dispose();
        Assert.False(InstitutionName.TryRead(certificate, out _));
        Assert.False(InstitutionName.TryRead(null, out _));
    }

    [Fact]
    public void Read_any_bytes_as_names_never_throws() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes =>
            {
                using var certificate = OddCertificates.WithAlternativeNames(_key, bytes);
                return !InstitutionName.TryRead(certificate, out _);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Read_certificate_with_bytes_changed_never_throws_nor_gives_a_malformed_code()
    {
        using var certificate = OddCertificates.WithUris(_key, "https://mds.gov.py", "urn:vamos:institution:mds");
        var original = certificate.RawData;
        var change = from at in Gen.Choose(0, original.Length - 1) from to in Gen.Choose(0, 255) select (at, to);
        Prop.ForAll(
            change.NonEmptyListOf().ToArbitrary(),
            changes =>
            {
                var bytes = original.ToArray();
                foreach (var (at, to) in changes)
                    bytes[at] = (byte)to;
                return !TryParse(bytes, out var odd) || !InstitutionName.TryRead(odd, out var code) || InstitutionName.IsValid(code);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static bool TryParse(byte[] bytes, out X509Certificate2? certificate)
    {
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(bytes);
            return true;
        }
        catch (CryptographicException)
        {
            certificate = null;
            return false;
        }
    }

    // Mostly the right characters, so that valid codes and near misses both come up.
    private static Gen<string> Codes() =>
        from first in Gen.Elements("abcxyzAZ-0ñ".ToCharArray())
        from length in Gen.Choose(0, 33)
        from rest in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyzZ".ToCharArray()).ArrayOf(length)
        select first + new string(rest);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}

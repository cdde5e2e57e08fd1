namespace Vamos.Certificates.Tests;

using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HostName = Vamos.Certificates.HostName;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("localhost", "localhost")]
    [InlineData("Hub.MDS.gov.py", "hub.mds.gov.py")]
    [InlineData("3com.com", "3com.com")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    public void Normalize_dns_name_or_address_gives_its_usual_form(string text, string name)
    {
        Assert.True(HostName.TryNormalize(text, out var normalized));
        Assert.Equal(name, normalized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("999.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("*.mds.gov.py")]
    [InlineData("ñemby.gov.py")]
    [InlineData("mds..py")]
    [InlineData("mds.")]
    [InlineData("-mds.py")]
    [InlineData("mds-.py")]
    [InlineData("mds py")]
    [InlineData("mds:7443")]
    [InlineData("https://mds")]
    public void Normalize_anything_else_is_refused(string? text) => Assert.False(HostName.TryNormalize(text, out _));

    [Fact]
    public void Normalize_every_address_gives_one_that_parses_back() =>
        Prop.ForAll(
            Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(4).Or(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(16)).ToArbitrary(),
            bytes =>
            {
                var address = new IPAddress(bytes);
                return HostName.TryNormalize(address.ToString(), out var name) && IPAddress.Parse(name).Equals(address);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Normalize_any_text_never_throws_and_gives_a_fixed_point() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<string>().Or(Names()).ToArbitrary(),
            text => !HostName.TryNormalize(text, out var name) || (HostName.TryNormalize(name, out var again) && again == name))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Issue_every_accepted_name_stands_in_the_certificate()
    {
        using var folder = TemporaryFolder.With();
        var issued = 0;
        Prop.ForAll(
            Names().NonEmptyListOf().ToArbitrary(),
            names =>
            {
                var accepted = names.Where(name => HostName.TryNormalize(name, out _)).ToList();
                var status = folder.Certificates.Issue($"i{issued++}-x", accepted, TemporaryFolder.Year);
                return status.HostNames.ToHashSet().SetEquals(accepted.Select(name => HostName.TryNormalize(name, out var normal) ? normal : ""));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    private static Gen<string> Names() =>
        from labels in
            (from length in Gen.Choose(1, 8)
             from letters in Gen.Elements("abcxyzABC0123456789-.:xn".ToCharArray()).ArrayOf(length)
             select new string(letters)).NonEmptyListOf()
        select string.Join('.', labels.Take(5));
}

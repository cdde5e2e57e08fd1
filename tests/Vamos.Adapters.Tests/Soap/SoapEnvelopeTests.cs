namespace Vamos.Adapters.Tests.Soap;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Soap;

public sealed class SoapEnvelopeTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""),
        Gen.ListOf(Gen.Elements(
                "a", "ñ", "\r", "\n", "\r\n", "\t", " ", "<", "&", "]]>", "\"", "\u0000", "\u000B", "\uFFFE", "\uD83D\uDE00", "\uD83D", "\uDE00", "Ỹ"))
            .Select(parts => string.Concat(parts)));

    [Fact]
    public void Any_text_arrives_as_it_was_or_is_refused_before_it_is_sent() => Prop.ForAll(
        Texts.ToArbitrary(),
        text =>
        {
            if (!SoapEnvelope.CanHold(text))
            {
                Assert.Throws<ArgumentException>(() => Written(text));
                return;
            }

            var body = SoapReply.Of(SoapDocument.Read(Written(text), "utf-8")).Body!;
            Assert.Equal(text, body.First("texto")!.Text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Digest_is_that_of_the_profile()
    {
        byte[] nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

        Assert.Equal("PEeGwSSMSa7OSvTrz3OMeVqFz7k=", UsernameToken.Digest(nonce, "2026-11-20T15:00:00.000Z", "contraseña"));
    }

    [Fact]
    public void Password_is_in_the_message_only_when_it_is_sent_as_text()
    {
        var settings = new SoapSettings { Address = new Uri("https://localhost"), User = "vamos", Password = "muy-secreto" };

        string With(SoapPassword type) => Encoding.UTF8.GetString(
            SoapEnvelope.Write(UsernameToken.For(settings with { PasswordType = type }, TimeProvider.System), writer => writer.WriteElementString("a", "b")));

        Assert.DoesNotContain("muy-secreto", With(SoapPassword.Digest), StringComparison.Ordinal);
        Assert.Contains("muy-secreto", With(SoapPassword.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Security", With(SoapPassword.None), StringComparison.Ordinal);
        Assert.NotEqual(With(SoapPassword.Digest), With(SoapPassword.Digest));
        Assert.DoesNotContain("secreto", settings.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Written(string text) => SoapEnvelope.Write(null, writer =>
    {
        writer.WriteStartElement("prueba", "urn:prueba");
        writer.WriteElementString("texto", "urn:prueba", text);
        writer.WriteEndElement();
    });
}

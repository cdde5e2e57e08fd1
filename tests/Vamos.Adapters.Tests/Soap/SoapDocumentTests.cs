namespace Vamos.Adapters.Tests.Soap;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Soap;

public sealed class SoapDocumentTests
{
    private const string Word = "Ñandutí";

    static SoapDocumentTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8", null)]
    [InlineData("utf-8", null, null)]
    [InlineData("utf-8", null, "UTF-8")]
    [InlineData("utf-8", "utf-8", "ISO-8859-1")]
    [InlineData("iso-8859-1", "ISO-8859-1", null)]
    [InlineData("iso-8859-1", null, "ISO-8859-1")]
    [InlineData("iso-8859-1", "\"iso-8859-1\"", "UTF-8")]
    [InlineData("windows-1252", "iso-8859-1", null)]
    [InlineData("utf-16", "utf-16", "UTF-16")]
    [InlineData("utf-16", "utf-16le", null)]
    [InlineData("utf-16", null, "utf-16")]
    [InlineData("utf-16", null, null)]
    [InlineData("utf-16BE", "utf-16", null)]
    [InlineData("utf-16BE", null, "utf-8")]
    public void Answer_is_read_in_the_encoding_of_the_header_then_of_the_declaration(string actual, string? charset, string? declared)
    {
        var document = $"{(declared is null ? "" : $"<?xml version='1.0' encoding='{declared}'?>")}<a>{Word}</a>";

        Assert.Equal(Word, SoapDocument.Read(Encoding.GetEncoding(actual).GetBytes(document), charset).Text);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Byte_order_mark_wins_over_what_is_said(string actual)
    {
        var encoding = Encoding.GetEncoding(actual);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version='1.0' encoding='us-ascii'?><a>{Word}</a>")];

        Assert.Equal(Word, SoapDocument.Read(bytes, "iso-8859-1").Text);
    }

    [Theory]
    [InlineData("iso-8859-1", "utf-8", null)]
    [InlineData("iso-8859-1", null, null)]
    [InlineData("iso-8859-1", "us-ascii", null)]
    [InlineData("utf-8", null, "utf-16")]
    [InlineData("utf-8", "utf-16", null)]
    [InlineData("utf-16", "utf-8", null)]
    [InlineData("utf-8", "ebcdic-cp-es", null)]
    [InlineData("utf-8", null, "ibm037")]
    [InlineData("utf-32", null, null)]
    public void Answer_that_is_not_in_its_encoding_is_refused(string actual, string? charset, string? declared)
    {
        var encoding = Encoding.GetEncoding(actual);
        var declaration = declared is null ? "" : $"<?xml version='1.0' encoding='{declared}'?>";
        byte[] bytes = [.. actual == "utf-32" ? encoding.GetPreamble() : [], .. encoding.GetBytes($"{declaration}<a>{Word}</a>")];

        var e = Assert.Throws<LegacySystemException>(() => SoapDocument.Read(bytes, charset));

        Assert.DoesNotContain("andut", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entity_bomb_is_refused_and_never_expanded()
    {
        var bomb = new StringBuilder("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e0 'aaaaaaaaaa'>");
        for (var i = 1; i < 12; i++)
            bomb.Append($"<!ENTITY e{i} '{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}'>");
        bomb.Append("]><a>&e11;</a>");

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bomb.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void External_entity_is_refused_and_never_fetched()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from outside");
        var outside = new Uri(file).AbsoluteUri;

        Refused($"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM '{outside}'>]><a>&e;</a>");
        Refused($"<?xml version='1.0'?><!DOCTYPE a SYSTEM '{outside}'><a/>");
        Refused($"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY % e SYSTEM '{outside}'> %e;]><a/>");
        File.Delete(file);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(200_000)]
    public void Deep_nesting_is_refused(int depth) => Refused(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));

    [Fact]
    public void More_elements_than_an_answer_of_its_size_has_are_refused() =>
        Refused($"<a>{string.Concat(Enumerable.Repeat("<b/>", 500_000))}</a>");

    [Fact]
    public void Any_bytes_are_a_document_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements(null, "utf-8", "utf-16", "iso-8859-1", "us-ascii", "nonsense", "").ToArbitrary(),
        (bytes, charset) => IsReadOrRefused(bytes ?? [], charset)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_mixture_of_pieces_of_xml_is_a_document_or_refused() => Prop.ForAll(
        Gen.ListOf(Gen.Elements(
            "<a>", "</a>", "<a", "/>", ">", "<", "&amp;", "&#0;", "&#x110000;", "&e;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0'?>", "<?p ?>",
            "xmlns:x='u'", "<x:a>", "xsi:nil='1'", "<!DOCTYPE a>", "texto", " ", "\0", "\u00FF")).ToArbitrary(),
        pieces => IsReadOrRefused(Encoding.UTF8.GetBytes(string.Concat(pieces)), null)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool IsReadOrRefused(byte[] bytes, string? charset)
    {
        try
        {
            return SoapReply.Of(SoapDocument.Read(bytes, charset)) is { Body: not null } or { Fault: not null };
        }
        catch (LegacySystemException)
        {
            return true;
        }
    }

    private static void Refused(string document) => Assert.Throws<LegacySystemException>(() => SoapDocument.Read(Encoding.UTF8.GetBytes(document), "utf-8"));
}

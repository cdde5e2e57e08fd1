namespace Vamos.Adapters.Tests.Hl7;

using System.Text;
using Vamos.Adapters.Hl7;

public sealed class Hl7MessageTests
{
    private const string Header = @"MSH|^~\&|HIS|HOSPITAL^1.2.3^ISO|VAMOS|MSPBS|20261120081500-0300||ADT^A08^ADT_A01|123|P|2.5.1";

    [Fact]
    public void Parts_are_found_by_the_numbers_of_the_standard()
    {
        var message = Hl7Message.Parse($"{Header}\rPID|1||77^^^HOSPITAL&1.2.3&ISO^MR~99000004^^^PRY^NI||Benítez&&&&Ocampos^María\r");
        var pid = message.Require("PID");
        Assert.Equal("|", message.Header.Field(1).Text);
        Assert.Equal(@"^~\&", message.Header.Field(2).Text);
        Assert.Equal("HIS", message.Header.Field(3).Text);
        Assert.Equal("1.2.3", message.Header.Field(4).Component(2).Text);
        Assert.Equal("A08", message.Header.Field(9).Component(2).Text);
        Assert.Equal(["77", "99000004"], pid.Field(3).Repetitions.Select(repetition => repetition.Text));
        Assert.Equal("1.2.3", pid.Field(3).Component(4).Subcomponent(2).Text);
        Assert.Equal("NI", pid.Field(3).Repetitions.Last().Component(5).Text);
        Assert.Equal("Ocampos", pid.Field(5).Component(1).Subcomponent(5).Text);
    }

    [Fact]
    public void What_is_not_there_is_empty()
    {
        var pid = Hl7Message.Parse($"{Header}\rPID|1||77").Require("PID");
        Assert.True(pid.Field(30).IsEmpty);
        Assert.Equal("", pid.Field(3).Component(9).Subcomponent(2).Text);
        Assert.Empty(pid.Field(2).Repetitions);
        Assert.Equal("", Hl7Message.Parse($"{Header}\rPID").Require("PID").Field(1).Text);
    }

    [Fact]
    public void First_part_of_what_has_no_parts_is_the_thing_itself()
    {
        var pid = Hl7Message.Parse($"{Header}\rPID|1||77").Require("PID");
        Assert.Equal("77", pid.Field(3).Component(1).Subcomponent(1).Text);
        Assert.Equal("", pid.Field(3).Component(1).Subcomponent(2).Text);
    }

    [Fact]
    public void Null_value_differs_from_an_empty_one()
    {
        var pid = Hl7Message.Parse($"{Header}\rPID|1||\"\"|").Require("PID");
        Assert.True(pid.Field(3).IsNull);
        Assert.Equal("", pid.Field(3).Text);
        Assert.False(pid.Field(4).IsNull);
        Assert.True(pid.Field(4).IsEmpty);
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n\n")]
    [InlineData("\r \r")]
    public void Any_line_end_and_blank_lines_part_segments(string end)
    {
        var message = Hl7Message.Parse($"{end}{Header}{end}PID|1{end}ZPY|x{end}");
        Assert.Equal(["MSH", "PID", "ZPY"], message.Segments.Select(segment => segment.Name));
    }

    [Fact]
    public void Delimiters_are_those_of_the_header()
    {
        var message = Hl7Message.Parse("MSH*:;!,*HIS\rPID*1**77:::A,B:MR;88*a!S!b!T!c!R!d!F!e!E!f^g|h");
        var pid = message.Require("PID");
        Assert.Equal("B", pid.Field(3).Component(4).Subcomponent(2).Text);
        Assert.Equal("88", pid.Field(3).Repetitions.Last().Text);
        Assert.Equal("a:b,c;d*e!f^g|h", pid.Field(4).Text);
    }

    [Fact]
    public void Header_may_define_fewer_or_more_encoding_characters()
    {
        Assert.Equal("a\\b&c", Hl7Message.Parse("MSH|^|HIS\rPID|a\\b&c").Require("PID").Field(1).Text);
        Assert.Equal("#", Hl7Message.Parse("MSH|^~\\&#|HIS\rPID|\\P\\").Require("PID").Field(1).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("PID|1")]
    [InlineData("MSH")]
    [InlineData("MSH|")]
    [InlineData("MSH||")]
    [InlineData("MSH|^^~&|")]
    [InlineData("MSH|^~\\&#$|")]
    [InlineData("MSHabcde")]
    [InlineData("MSH\"^~\\&\"x")]
    [InlineData("MSH|^~\\&|x\rpid|1")]
    [InlineData("MSH|^~\\&|x\rPID^1")]
    [InlineData("MSH|^~\\&|x\rMSH|^~\\&|y")]
    public void What_is_no_message_is_refused(string text) => Assert.Throws<Hl7Exception>(() => Hl7Message.Parse(text));

    [Fact]
    public void Byte_order_mark_is_passed_over_and_means_utf8()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Header}\rPID|ñandutí")];
        Assert.Equal("ñandutí", Hl7Message.Parse(bytes, Hl7CharacterSet.Ascii).Require("PID").Field(1).Text);
    }

    [Theory]
    [InlineData("8859/1", "Ñandú çé")]
    [InlineData("8859/15", "Œuvre € Ñ")]
    [InlineData("UNICODE UTF-8", "Arasỹ Ñamandú €")]
    [InlineData("ASCII", "Ocampos")]
    public void Bytes_are_read_in_the_character_set_of_the_header(string set, string text)
    {
        var bytes = Hl7CharacterSet.Find(set)!.Encode($"{Header}||||||{set}\rPID|{text}");
        Assert.Equal(text, Hl7Message.Parse(bytes, Hl7CharacterSet.Utf8).Require("PID").Field(1).Text);
    }

    [Theory]
    [InlineData("ASCII", 0xD1)]
    [InlineData("8859/1", 0x93)]
    [InlineData("8859/15", 0x80)]
    [InlineData("UNICODE UTF-8", 0xD1)]
    public void Bytes_of_another_character_set_are_refused_by_the_field_that_names_it(string set, byte wrong)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes($"{Header}||||||{set}\rPID|"), wrong, (byte)'A'];
        var flaw = Assert.Throws<Hl7Exception>(() => Hl7Message.Parse(bytes, Hl7CharacterSet.Utf8));
        Assert.Equal("MSH-18", flaw.Location.ToString());
    }

    [Fact]
    public void Unknown_character_set_is_refused()
    {
        var flaw = Assert.Throws<Hl7Exception>(() => Hl7Message.Parse(Encoding.ASCII.GetBytes($"{Header}||||||KLINGON"), Hl7CharacterSet.Utf8));
        Assert.Equal(Hl7ErrorCode.TableValueNotFound, flaw.Code);
        Assert.DoesNotContain("KLINGON", flaw.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_above_a_limit_is_refused()
    {
        var limits = new Hl7Limits { MessageBytes = 200, Segments = 3 };
        Assert.Throws<Hl7Exception>(() => Hl7Message.Parse(Encoding.ASCII.GetBytes($"{Header}\rPID|{new string('x', 200)}"), Hl7CharacterSet.Ascii, limits));
        Assert.Throws<Hl7Exception>(() => Hl7Message.Parse($"{Header}\rPID\rPV1\rOBX", limits: limits));
        Assert.Equal(3, Hl7Message.Parse($"{Header}\rPID\rPV1", limits: limits).Count);
    }

    [Fact]
    public void Flaw_names_the_place_as_people_do()
    {
        var message = Hl7Message.Parse($"{Header}\rRXA|1\rRXA|2");
        Assert.Equal("RXA[2]-5 is missing", message[2].Flaw(Hl7ErrorCode.RequiredFieldMissing, 5, "is missing").Message);
        Assert.Equal("MSH-9.2", message.Header.At(9, 2).ToString());
    }
}

namespace Vamos.Adapters.Tests.Hl7;

using Vamos.Adapters.Hl7;

public sealed class Hl7AcknowledgementTests
{
    private static readonly Hl7Exception Flaw = new(Hl7ErrorCode.DataType, new Hl7Location("PID", 1, 7), "is no such calendar date");
    private readonly Hl7Acknowledgement _acknowledgement = new(TimeProvider.System);

    [Fact]
    public void Answer_goes_back_to_the_sender_under_the_message_s_number()
    {
        var answer = Single(Message(), Hl7Verdict.Accepted);
        Assert.Equal("VAMOS", answer.Header.Field(3).Text);
        Assert.Equal("HOSPITAL", answer.Header.Field(6).Text);
        Assert.Equal("ACK^A08^ACK", answer.Header.Field(9).Raw);
        Assert.Equal("P", answer.Header.Field(11).Text);
        Assert.Equal("AA", answer.Require("MSA").Field(1).Text);
        Assert.Equal("N-1", answer.Require("MSA").Field(2).Text);
        Assert.Null(answer.Find("ERR"));
    }

    [Fact]
    public void Error_names_place_and_code_as_version_2_5_does()
    {
        var answer = Single(Message(), Hl7Verdict.Of(Flaw));
        Assert.Equal("AE", answer.Require("MSA").Field(1).Text);
        var error = answer.Require("ERR");
        Assert.Equal("PID^1^7", error.Field(2).Raw);
        Assert.Equal("102^Data type error^HL70357", error.Field(3).Raw);
        Assert.Equal("E", error.Field(4).Text);
        Assert.Equal("PID-7 is no such calendar date", error.Field(8).Text);
    }

    [Fact]
    public void Error_names_place_and_code_as_versions_before_do() =>
        Assert.Equal("PID^1^7^102&Data type error&HL70357", Single(Message(version: "2.3"), Hl7Verdict.Of(Flaw)).Require("ERR").Field(1).Raw);

    [Fact]
    public void Delimiters_and_character_set_are_the_sender_s()
    {
        var message = Hl7Message.Parse("MSH*:;!,*H!S!IS*HOSPITAL*VAMOS*MSPBS***ADT:A08*N-1*P*2.5******8859/1\rPID*1", Hl7CharacterSet.Latin1);
        var answer = Single(message, Hl7Verdict.Accepted);
        Assert.Equal('*', answer.Encoding.Delimiters.Field);
        Assert.Equal("H:IS", answer.Header.Field(5).Text);
        Assert.Equal("8859/1", answer.Header.Field(18).Text);
    }

    [Theory]
    [InlineData("", "", true, "AA")]
    [InlineData("AL", "", true, "CA")]
    [InlineData("AL", "NE", false, "CE")]
    [InlineData("AL", "AL", true, "CA AA")]
    [InlineData("NE", "AL", true, "AA")]
    [InlineData("NE", "NE", true, "")]
    [InlineData("AL", "ER", true, "CA")]
    [InlineData("AL", "ER", false, "CE AE")]
    [InlineData("ER", "AL", true, "AA")]
    [InlineData("SU", "SU", false, "")]
    [InlineData("XX", "NE", true, "CA")]
    public void Enhanced_mode_answers_what_the_sender_asks_for(string accept, string application, bool isGood, string codes)
    {
        var answers = _acknowledgement.For(Message(accept, application), isGood ? Hl7Verdict.Accepted : Hl7Verdict.Of(Flaw));
        Assert.Equal(codes, string.Join(' ', answers.Select(answer => Hl7Message.Parse(answer.Span, Hl7CharacterSet.Utf8).Require("MSA").Field(1).Text)));
    }

    [Fact]
    public void What_cannot_be_read_is_rejected_with_the_number_that_was_found()
    {
        var answer = Hl7Message.Parse(_acknowledgement.ForUnreadable("N-7", Flaw).Single().Span, Hl7CharacterSet.Utf8);
        Assert.Equal("AR", answer.Require("MSA").Field(1).Text);
        Assert.Equal("N-7", answer.Require("MSA").Field(2).Text);
    }

    private static Hl7Message Message(string accept = "", string application = "", string version = "2.5.1") =>
        Hl7Message.Parse($"MSH|^~\\&|HIS|HOSPITAL|VAMOS|MSPBS|20261120||ADT^A08^ADT_A01|N-1|P|{version}|||{accept}|{application}\rPID|1");

    private Hl7Message Single(Hl7Message message, Hl7Verdict verdict) =>
        Hl7Message.Parse(_acknowledgement.For(message, verdict).Single().Span, Hl7CharacterSet.Utf8);
}

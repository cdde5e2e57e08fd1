namespace Vamos.Adapters.Tests.Health.Hl7;

using System.Text;
using Vamos.Beneficiary.V1;

public sealed class SetAsideTests
{
    [Theory]
    [InlineData("ADT^A01", "AR", "201", "MSH^1^9^^2")]
    [InlineData("ORU^R01", "AR", "200", "MSH^1^9^^1")]
    [InlineData("", "AR", "200", "MSH^1^9^^1")]
    public async Task Event_for_somebody_else_is_rejected_and_kept(string type, string code, string error, string place)
    {
        await using var lab = await Hl7Lab.StartAsync();
        var answer = await lab.SendForAnswerAsync(Sample.Adt("A08", "1").Replace("ADT^A08", type, StringComparison.Ordinal));
        Assert.Equal(code, answer.Require("MSA").Field(1).Text);
        Assert.Equal((error, place), (answer.Require("ERR").Field(3).Text, answer.Require("ERR").Field(2).Raw.ToString()));
        Assert.Equal(1, lab.Count("set_aside"));
        Assert.False((await lab.AskAsync()).Found);
    }

    [Theory]
    [InlineData("|P|2.5.1", "|T|2.5.1", "AR", "202")]
    [InlineData("|P|2.5.1", "|P|3.0", "AR", "203")]
    [InlineData("|P|2.5.1", "||", "AA", null)]
    [InlineData("|1|P|", "||P|", "AE", "101")]
    [InlineData("19920722", "19921345", "AE", "102")]
    [InlineData("|F", "|Q", "AE", "103")]
    [InlineData("99000004^", "nueve^", "AE", "102")]
    [InlineData("99000004^^^PRY^NI", "99000004^^^^NI~99000002^^^^NI", "AE", "102")]
    [InlineData("5501^^^HIS^MR~99000004^^^PRY^NI", "", "AE", "101")]
    [InlineData("EVN||2026", "EVN||20x6", "AE", "102")]
    [InlineData("PID|", "PIE|", "AE", "100")]
    public async Task What_is_not_understood_is_answered_with_the_standard_s_code(string from, string to, string code, string? error)
    {
        await using var lab = await Hl7Lab.StartAsync();
        var message = Sample.Adt("A08", "1", pid: "Núñez^María||19920722|F");
        Assert.Contains(from, message, StringComparison.Ordinal);
        var answer = await lab.SendForAnswerAsync(message.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(code, answer.Require("MSA").Field(1).Text);
        Assert.Equal(error, answer.Find("ERR")?.Field(3).Text);
        Assert.Equal(error is null ? 0 : 1, lab.Quarantine.Count);
    }

    [Fact]
    public async Task Refused_message_is_named_to_those_who_ask_until_a_good_one_comes()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A28", "1", pid: "Núñez^María"));
        Assert.Equal("AE", await lab.SendAsync(Sample.Adt("A08", "N-2", "20261120090000", pid: "||19921345")));
        var issue = Assert.Single((await lab.AskAsync()).Issues);
        Assert.Equal(("ADT^A08", "N-2", "PID-7", FactKind.Person), (issue.RecordSource, issue.RecordKey, issue.Field, issue.Kind));
        await lab.AcceptAsync(Sample.Adt("A08", "N-3", "20261120100000", pid: "||19920722"));
        Assert.Empty((await lab.AskAsync()).Issues);
        Assert.Equal(1, lab.Count("set_aside"));
    }

    [Fact]
    public async Task Nothing_personal_is_logged_or_told_of_what_was_refused()
    {
        await using var lab = await Hl7Lab.StartAsync();
        foreach (var sample in Sample.All)
        {
            for (var at = 20; at < sample.Length - 3; at += 37)
            {
                var wrong = sample.Remove(at, 3).Replace("|U-1|", $"|U{at}|", StringComparison.Ordinal);
                await lab.SendForAnswerAsync(wrong.Replace("|AL|ER|", "|||", StringComparison.Ordinal));
            }
        }

        Assert.Equal("AE", await lab.SendAsync(Sample.Adt("A08", "Benítez Núñez", pid: "||x")));
        Assert.NotEqual(0, lab.Quarantine.Count);
        var told = string.Join('\n', lab.Logs.Entries.Select(entry => entry.Message)
            .Concat(lab.Quarantine.Rows.SelectMany(row => row.Issues.Select(issue => $"{row.Source} {row.Key} {issue}"))));
        Assert.All(Sample.Secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_no_message_at_all_is_answered_and_kept()
    {
        await using var lab = await Hl7Lab.StartAsync();
        foreach (var text in new[] { "", "hola", "MSH", "<?xml version=\"1.0\"?>", new string('|', 5000) })
            Assert.Equal("AR", await lab.SendAsync(text));
        Assert.Equal(5, lab.Count("set_aside"));
    }

    [Fact]
    public async Task Wrong_character_set_is_refused_and_the_right_one_read()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        var latin1 = Encoding.Latin1.GetBytes(Sample.Adt("A08", "1", pid: "Ñamandú^María"));
        var answer = await client.SendAsync(latin1, Hl7Lab.Deadline());
        Assert.Equal("MSH^1^18", answer.Require("ERR").Field(2).Raw);
        var named = Encoding.Latin1.GetBytes(Sample.Adt("A08", "2", pid: "Ñamandú^María").Replace("|2.5.1\r", "|2.5.1||||||8859/1\r", StringComparison.Ordinal));
        Assert.Equal("AA", (await client.SendAsync(named, Hl7Lab.Deadline())).Require("MSA").Field(1).Text);
        Assert.Equal("Ñamandú", (await lab.AskAsync()).Person.Name.FirstSurname);
    }
}

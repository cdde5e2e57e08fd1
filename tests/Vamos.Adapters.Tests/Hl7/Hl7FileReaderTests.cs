namespace Vamos.Adapters.Tests.Hl7;

using System.Text;
using Vamos.Adapters.Hl7;

public sealed class Hl7FileReaderTests
{
    private const string Message = "MSH|^~\\&|HIS\rPID|1\r";

    [Fact]
    public async Task Messages_follow_each_other_in_a_file()
    {
        var messages = await ReadAsync("\uFEFFMSH|^~\\&|a\r\nPID|1\r\n\r\nMSH|^~\\&|b\r\nPID|2");
        Assert.Equal(["MSH|^~\\&|a\rPID|1\r", "MSH|^~\\&|b\rPID|2\r"], messages.Select(message => Encoding.UTF8.GetString(message.Bytes)));
        Assert.Equal([1, 4], messages.Select(message => message.Line));
    }

    [Theory]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r{0}{0}BTS|2\rFTS|1\r")]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r{0}BTS|1|bien\rBHS|^~\\&\r{0}BTS\rFTS|2")]
    [InlineData("BHS|^~\\&\r{0}{0}BTS|2")]
    [InlineData("FHS|^~\\&\r{0}{0}FTS|1")]
    [InlineData("\u000B{0}\u001C\r\u000B{0}\u001C\r")]
    public async Task Envelopes_are_opened(string file) => Assert.Equal(2, (await ReadAsync(file.Replace("{0}", Message, StringComparison.Ordinal))).Count);

    [Theory]
    [InlineData("BHS|^~\\&\r{0}{0}BTS|3", "BTS in line 6 counts 3 messages, but there are 2")]
    [InlineData("BHS|^~\\&\r{0}", "BTS is missing: the file ends within a batch")]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r{0}BTS|1\r", "FTS is missing: the file was cut")]
    [InlineData("FHS|^~\\&\rBHS|^~\\&\r{0}BTS|1\rFTS|2\r", "FTS in line 6 counts 2 batches, but there are 1")]
    [InlineData("FHS|^~\\&\r{0}FTS|1\r{0}", "FTS does not end the file: line 5 comes after it")]
    [InlineData("BHS|^~\\&\rBHS|^~\\&\r{0}", "BHS in line 2 begins a batch within a batch")]
    [InlineData("{0}FHS|^~\\&\r", "FHS stands in line 3, not at the beginning of the file")]
    [InlineData("PID|1\r{0}", "line 1 of the file belongs to no message")]
    [InlineData("BHS|^~\\&\r{0}BTS|x", "BTS-1 is no count")]
    public async Task File_that_contradicts_itself_is_refused(string file, string reason)
    {
        var flaw = await Assert.ThrowsAsync<Hl7Exception>(() => ReadAsync(file.Replace("{0}", Message, StringComparison.Ordinal)));
        Assert.Equal(reason, flaw.Message);
    }

    [Fact]
    public async Task Message_that_is_too_long_does_not_hide_the_next_one()
    {
        var messages = await ReadAsync($"MSH|^~\\&|a\rPID|{new string('x', 5000)}\r{Message}", new Hl7Limits { MessageBytes = 1000 });
        Assert.Equal([true, false], messages.Select(message => message.IsTooLong));
        Assert.True(messages[0].Bytes.Length <= 1100);
    }

    [Theory]
    [InlineData("MSH|^~\\&|a\rPID|")]
    [InlineData("MSH|")]
    public async Task Hundred_megabytes_without_a_line_end_need_little_memory(string start)
    {
        using var file = new EndlessText(start, 100_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var messages = new List<Hl7FileMessage>();
        await foreach (var message in new Hl7FileReader(file, Hl7Limits.Default).ReadAsync(CancellationToken.None))
            messages.Add(message);
        Assert.True(Assert.Single(messages).IsTooLong);
        Assert.InRange(messages[0].Bytes.Length, 1, 2 * Hl7Limits.Default.MessageBytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

    private static async Task<List<Hl7FileMessage>> ReadAsync(string file, Hl7Limits? limits = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var messages = new List<Hl7FileMessage>();
        await foreach (var message in new Hl7FileReader(stream, limits ?? Hl7Limits.Default).ReadAsync(CancellationToken.None))
            messages.Add(message);
        return messages;
    }
}

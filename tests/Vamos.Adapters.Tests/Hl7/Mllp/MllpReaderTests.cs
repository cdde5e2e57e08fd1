namespace Vamos.Adapters.Tests.Hl7.Mllp;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Hl7.Mllp;

public sealed class MllpReaderTests
{
    [Fact]
    public void Messages_are_found_however_the_bytes_are_cut() => Prop.ForAll(
        (from messages in ArbMap.Default.GeneratorFor<byte[]>().Select(Clean).ListOf()
         from noise in ArbMap.Default.GeneratorFor<byte[]>().Select(Clean).ListOf(messages.Count)
         from size in Gen.Choose(1, 20)
         select (messages, noise, size)).ToArbitrary(),
        given =>
        {
            byte[] wire = [.. given.messages.Zip(given.noise, (message, noise) => (byte[])[.. noise, .. MllpWriter.Frame(message)]).SelectMany(bytes => bytes)];
            var (found, reader) = Read(wire, given.size);
            // A carriage return right behind a frame belongs to it, so that noise that begins with one is one byte shorter.
            return found.SequenceEqual(given.messages.Select(Convert.ToHexString))
                && reader.Garbage == given.noise.Sum(noise => noise.Length)
                && reader.Broken == 0;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\u000Ba\u001C\u000Bb\u001C\r", "a b", 0, 0)]
    [InlineData("\u000Ba\u000Bb\u001C\r", "b", 0, 1)]
    [InlineData("\u000Ba\u001C\r\u000Bb", "a", 0, 1)]
    [InlineData("xx\u001C\r\u000Ba\u001C\r\r\n", "a", 6, 0)]
    [InlineData("\u000B\u001C\r", "", 0, 0)]
    public void Broken_frames_do_not_take_the_next_with_them(string wire, string messages, long garbage, long broken)
    {
        var (found, reader) = Read(Encoding.Latin1.GetBytes(wire), 3);
        Assert.Equal(messages, string.Join(' ', found.Select(hex => Encoding.Latin1.GetString(Convert.FromHexString(hex)))));
        Assert.Equal((garbage, broken), (reader.Garbage, reader.Broken));
    }

    [Fact]
    public async Task Frame_that_is_too_long_leaves_its_beginning_only_and_the_next_one_is_found()
    {
        byte[] wire = [.. MllpWriter.Frame(new byte[5000]), .. MllpWriter.Frame("next"u8)];
        using var stream = new MemoryStream(wire);
        var reader = new MllpReader(stream, 2000);
        var first = Assert.NotNull(await reader.ReadAsync(CancellationToken.None));
        Assert.True(first.IsTooLong);
        Assert.InRange(first.Content.Length, 0, 2000);
        var second = Assert.NotNull(await reader.ReadAsync(CancellationToken.None));
        Assert.False(second.IsTooLong);
        Assert.Equal("next", Encoding.ASCII.GetString(second.Content.Span));
    }

    [Fact]
    public async Task Hundred_megabytes_without_an_end_need_little_memory()
    {
        using var stream = new EndlessText("\u000BMSH|", 100_000_000);
        var reader = new MllpReader(stream, 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal(1, reader.Broken);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    private static byte[] Clean(byte[] bytes) => [.. bytes.Where(b => b is not (0x0B or 0x1C or 0x0D))];

    private static (List<string> Messages, MllpReader Reader) Read(byte[] wire, int size)
    {
        using var stream = new ChoppedStream(wire, size);
        var reader = new MllpReader(stream, 100_000);
        var found = new List<string>();
        while (reader.ReadAsync(CancellationToken.None).AsTask().Result is { } frame)
            found.Add(Convert.ToHexString(frame.Content.Span));
        return (found, reader);
    }

    private sealed class ChoppedStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}

namespace Vamos.Translation.Tests.Delimited;

using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation.Delimited;

public sealed class DelimitedReaderTests
{
    private const int Columns = 3;
    private const int Longest = 64;

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly Gen<string> Field = Gen.Elements('a', 'Ñ', ';', '"', '\n', '\r', ' ', '7').ArrayOf(5).Select(letters => new string(letters))
        .Or(Gen.Constant("")).Or(Gen.Elements("a", "1.234.567", "ÁÉÍ"));

    private static readonly Gen<string[][]> Records = Field.ArrayOf(Columns).ArrayOf();

    private static readonly Gen<byte[]> AnyBytes =
        Gen.Elements((byte)'a', (byte)';', (byte)'"', (byte)'\n', (byte)'\r', (byte)0xD1, (byte)0).ArrayOf().Or(ArbMap.Default.GeneratorFor<byte[]>());

    [Fact]
    public void What_was_written_is_read_back_whatever_the_pieces() => Prop.ForAll(
        Records.ToArbitrary(),
        Gen.Choose(1, 70).ToArbitrary(),
        Gen.Elements("\n", "\r\n").ToArbitrary(),
        (records, piece, lineEnd) =>
        {
            var bytes = Encoding.Latin1.GetBytes(string.Concat(records.Select(record => Format(record) + lineEnd)));
            var read = ReadAll(PiecemealStream.Of(bytes, piece), longest: 4096);
            return read.All(record => record.Flaw is null) && read.Select(record => string.Join('|', record.Fields)).SequenceEqual(
                records.Select(record => string.Join('|', record)));
        }).Check(Many);

    [Fact]
    public void Records_lie_end_to_end_whatever_the_pieces() => Prop.ForAll(
        AnyBytes.ToArbitrary(),
        Gen.Choose(1, 70).ToArbitrary(),
        (bytes, piece) =>
        {
            var reader = new DelimitedReader(PiecemealStream.Of(bytes, piece), ';', Columns, Longest);
            var at = 0L;
            while (reader.Read())
            {
                if (reader.Offset != at || reader.Length <= 0)
                    return false;
                at += reader.Length;
            }

            return at == bytes.Length;
        }).Check(Many);

    [Fact]
    public void Any_bytes_are_read_to_their_end_and_alike_whatever_the_pieces() => Prop.ForAll(
        AnyBytes.ToArbitrary(),
        Gen.Choose(1, 70).ToArbitrary(),
        (bytes, piece) =>
        {
            var whole = ReadAll(new MemoryStream(bytes), Longest);
            var pieces = ReadAll(PiecemealStream.Of(bytes, piece), Longest);
            return whole.Select(Describe).SequenceEqual(pieces.Select(Describe)) && whole.Count <= bytes.Length;
        }).Check(Many);

    [Fact]
    public void Spoilt_record_costs_no_line_but_its_own() => Prop.ForAll(
        Records.ToArbitrary(),
        Gen.Elements("\"never closed;b;c", "a\"b;c;d", "\"a\"b;c;d", new string('x', Longest * 3), "\"" + new string('y', Longest * 2)).ToArbitrary(),
        (records, spoilt) =>
        {
            // Line ends within fields would make lines of their own behind the spoilt one.
            var sound = records.Select(record => record.Select(field => field.ReplaceLineEndings(" ").Replace("\"", "")).ToArray()).ToList();
            var text = $"{spoilt}\n{string.Concat(sound.Select(record => Format(record) + "\n"))}";
            var read = ReadAll(new MemoryStream(Encoding.Latin1.GetBytes(text)), Longest);
            return read[0] is { Flaw: not null, Line: 1 } && read.Skip(1).All(record => record.Flaw is null)
                && read.Skip(1).Select(record => record.Line).SequenceEqual(Enumerable.Range(2, sound.Count).Select(line => (long)line));
        }).Check(Many);

    [Fact]
    public void Lines_are_counted_through_line_ends_within_fields()
    {
        var read = ReadAll(new MemoryStream("a;\"b\n\n\";c\r\nd;e;f\nlast;g;h"u8.ToArray()), Longest);

        Assert.Equal([1, 4, 5], read.Select(record => record.Line));
        Assert.Equal("last", read[^1].Fields[0]);
    }

    [Theory]
    [InlineData('x')]
    [InlineData(';')]
    [InlineData('"')]
    public void Line_of_a_hundred_megabytes_is_passed_over_in_bounded_memory(char letter)
    {
        const long Size = 100_000_000;
        var bytes = new PiecemealStream(at => (byte)(at == Size - 5 ? '\n' : at > Size - 5 ? "a;b\n"[(int)(at - Size + 4)] : letter), Size, int.MaxValue);
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = ReadAll(bytes, DelimitedReader.LongestRecord);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000, "the line was kept");
        Assert.NotNull(read[0].Flaw);
        Assert.Equal(["a", "b"], read[^1].Fields);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    private static string Format(string[] record) => string.Join(';', record.Select(field =>
        field.AsSpan().ContainsAny(";\"\r\n") ? $"\"{field.Replace("\"", "\"\"")}\"" : field));

    private static List<Read> ReadAll(Stream stream, int longest)
    {
        var reader = new DelimitedReader(stream, ';', Columns, longest);
        var records = new List<Read>();
        while (reader.Read())
        {
            var fields = Enumerable.Range(0, reader.Flaw is null ? Math.Min(Columns, reader.Count) : 0).Select(i => Encoding.Latin1.GetString(reader.Field(i)));
            records.Add(new Read(reader.Line, reader.Count, reader.Flaw, [.. fields]));
        }

        return records;
    }

    private static string Describe(Read record) => $"{record.Line} {record.Count} {record.Flaw} {string.Join('|', record.Fields)}";

    private sealed record Read(long Line, int Count, string? Flaw, string[] Fields);
}

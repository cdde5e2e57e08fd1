namespace Vamos.Compat.Redis.Tests.Hashing;

using System.Globalization;
using System.IO.Hashing;
using System.Text;

public sealed class XxHash3Tests
{
    // Published with the reference implementation for its sanity buffer.
    [Theory]
    [InlineData(0, 0x2D06800538D394C2)]
    [InlineData(1, 0xC44BDFF4074EECDB)]
    [InlineData(6, 0x27B56A84CD2D7325)]
    [InlineData(12, 0xA713DAF0DFBB77E7)]
    [InlineData(24, 0xA3FE70BF9D3510EB)]
    [InlineData(48, 0x397DA259ECBA1F11)]
    [InlineData(80, 0xBCDEFBBB2C47C90A)]
    [InlineData(195, 0xCD94217EE362EC3A)]
    [InlineData(403, 0xCDEB804D65C6DEA4)]
    [InlineData(512, 0x617E49599013CB6B)]
    [InlineData(2048, 0xDD59E2C3A5F038E0)]
    [InlineData(2240, 0x6E73A90539CF2948)]
    [InlineData(2367, 0xCB37AEB9E5D361ED)]
    public void Hash_ofSanityBuffer_isThePublishedOne(int length, ulong expected)
        => Assert.Equal(expected, XxHash3.HashToUInt64(SanityBuffer(length)));

    [Fact]
    public void Hash_ofEveryLengthAndSeed_isThatOfAnotherImplementation()
    {
        var checkedVectors = 0;
        var data = SanityBuffer(1_000_003);
        foreach (var (length, seed, expected) in Vectors())
        {
            Assert.True(expected == XxHash3.HashToUInt64(data.AsSpan(0, length), seed), $"length {length}, seed {seed:x}");
            checkedVectors++;
        }

        Assert.True(checkedVectors > 1500);
    }

    [Fact]
    public void Hash_ofTheSameBytes_doesNotDependOnWhereTheyLie()
    {
        var data = SanityBuffer(600);
        for (var length = 0; length <= 512; length++)
        {
            var shifted = new byte[data.Length + 8];
            for (var offset = 0; offset < 8; offset++)
            {
                data.AsSpan(0, length).CopyTo(shifted.AsSpan(offset));
                Assert.Equal(XxHash3.HashToUInt64(data.AsSpan(0, length)), XxHash3.HashToUInt64(shifted.AsSpan(offset, length)));
            }
        }
    }

    [Fact]
    public void Hash_afterAnyBitChanges_differs()
    {
        foreach (var length in new[] { 1, 3, 4, 8, 9, 16, 17, 128, 129, 240, 241, 1024, 1025, 1200 })
        {
            var data = SanityBuffer(length);
            var before = XxHash3.HashToUInt64(data);
            for (var bit = 0; bit < length * 8; bit++)
            {
                data[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEqual(before, XxHash3.HashToUInt64(data));
                data[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    private static byte[] SanityBuffer(int length)
    {
        var data = new byte[length];
        ulong state = 2654435761;
        for (var i = 0; i < length; i++)
        {
            data[i] = (byte)(state >> 56);
            state *= 11400714785074694797;
        }

        return data;
    }

    private static IEnumerable<(int Length, long Seed, ulong Expected)> Vectors()
    {
        using var table = typeof(XxHash3Tests).Assembly.GetManifestResourceStream("xxh3-vectors.txt")!;
        using var reader = new StreamReader(table, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var fields = line.Split(' ');
            yield return (
                int.Parse(fields[0], CultureInfo.InvariantCulture),
                (long)ulong.Parse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                ulong.Parse(fields[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }
}

namespace Vamos.Adapters.Tests.Drops;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Drops;

/// <summary>A file that is not what it should be is refused whole, with a clear reason, and yesterday's stays.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly DropsLab _lab = new();

    public static TheoryData<string, string, string> Refused => new()
    {
        { "other column", "cedula;apellido;fecha\n1;A;\n", "column 2 is not nombre" },
        { "too few columns", "cedula;nombre\n1;A\n", "ends before fecha" },
        { "too many columns", "cedula;nombre;fecha;otra\n1;A;;\n", "more than 3 columns" },
        { "columns in another order", "nombre;cedula;fecha\nA;1;\n", "column 1 is not cedula" },
        { "no header", "\"\n", "no header" },
        { "empty", "", "empty" },
        { "no final line end", DropsLab.Lines(1, 10) + "11;A", "last line has no end" },
        { "last line too short", DropsLab.Lines(1, 10) + "11;A\n", "last line has too few columns" },
        { "cut off within a quoted field", DropsLab.Lines(1, 10) + "11;\"A\n", "last line has too few columns" },
        { "byte-order mark of UTF-8", "ï»¿" + DropsLab.Lines(1, 10), "byte-order mark of UTF-8" },
        { "UTF-16", Encoding.Latin1.GetString([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(DropsLab.Lines(1, 10))]), "byte-order mark of UTF-16" },
        { "UTF-16 without a mark", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(DropsLab.Lines(1, 10))), "bytes of zero" },
        { "not text", "PK\u0003\u0004\0\0\b\0\n", "no text file" },
        { "UTF-8", Utf8(DropsLab.Header + "1;NÚÑEZ;\n"), "those of UTF-8" },
        { "replacement characters", DropsLab.Header + "1;NÚ;\n2;" + Utf8("N\uFFFD\uFFFDEZ") + ";\n", "U+FFFD" },
        { "half of the rows", DropsLab.Lines(1, 49), "fewer than 50 %" },
        { "bad lines", DropsLab.Lines(1, 100) + string.Concat(Enumerable.Range(0, 21).Select(_ => "X;A;\n")), "21 of 121 lines cannot be translated" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task File_with_a_defect_is_refused_and_the_last_one_stays(string defect, string text, string reason)
    {
        Assert.Null((await _lab.TakeAsync("muertos_20261119.csv", DropsLab.Lines(1, 100))).Reason);

        var result = await _lab.TakeAsync("muertos_20261120.csv", text);

        Assert.True(result.Reason?.Contains(reason, StringComparison.Ordinal), $"{defect}: {result.Reason}");
        Assert.Equal(["muertos_20261119.csv"], _lab.Find(DropsLab.Dead, "1").Select(row => row.Drop.File));
        Assert.Empty(Directory.GetFiles(_lab.Inbox));
        var refused = Path.Combine(_lab.Inbox, "refused");
        Assert.Equal(Encoding.Latin1.GetBytes(text), File.ReadAllBytes(Path.Combine(refused, "muertos_20261120.csv")));
        Assert.Contains(reason, File.ReadAllText(Path.Combine(refused, "muertos_20261120.csv.reason.txt")), StringComparison.Ordinal);
        Assert.Single(_lab.Logs.Entries, entry => entry.Id.Id == 3251);
    }

    [Fact]
    public async Task File_whose_hash_differs_from_the_one_beside_it_is_refused()
    {
        File.WriteAllText(Path.Combine(_lab.Inbox, "muertos.csv"), DropsLab.Lines(1, 10));
        File.WriteAllText(Path.Combine(_lab.Inbox, "muertos.csv.sha256"), new string('0', 64) + "  muertos.csv\n");

        var result = Assert.Single(await _lab.PollTwiceAsync());

        Assert.Contains("SHA-256", result.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_lab.Inbox, "refused", "muertos.csv.sha256")));
    }

    [Theory]
    [InlineData("vivos_20261120.csv", "no form of file")]
    [InlineData("muertos 20261120.csv", "its name")]
    [InlineData("muertos_20261131.csv", "its name")]
    [InlineData("hogares-7.csv", "a part in its name")]
    public async Task File_of_an_unknown_name_is_refused(string name, string reason) =>
        Assert.Contains(reason, (await _lab.TakeAsync(name, DropsLab.Lines(1, 3))).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task File_older_than_the_one_in_use_is_refused()
    {
        await _lab.TakeAsync("muertos_20261120.csv", DropsLab.Lines(1, 10));

        var result = await _lab.TakeAsync("muertos_20261119.csv", DropsLab.Lines(1, 11));

        Assert.Equal("it is older than muertos_20261120.csv, which is in use", result.Reason);
    }

    [Theory]
    [InlineData("Ñ", true)]
    [InlineData("Ñ", false)]
    public async Task Letters_at_the_edge_of_what_is_read_at_once_are_told_apart(string letter, bool isUtf8)
    {
        // The letter lies across the inspection's buffer.
        var bytes = new List<byte>(Encoding.Latin1.GetBytes(DropsLab.Header));
        while (bytes.Count < (128 * 1024) - 8)
            bytes.AddRange("1;A;\n"u8);
        bytes.AddRange(Encoding.ASCII.GetBytes("2;" + new string('A', (128 * 1024) - 1 - bytes.Count - 2)));
        bytes.AddRange(isUtf8 ? Encoding.UTF8.GetBytes(letter) : Encoding.Latin1.GetBytes(letter));
        bytes.AddRange(";\n"u8);

        var result = await _lab.TakeAsync("muertos.csv", [.. bytes]);

        Assert.Equal(isUtf8, result.Reason is not null);
    }

    [Fact]
    public async Task File_that_must_be_UTF8_and_is_not_is_refused()
    {
        var bytes = Encoding.Latin1.GetBytes("cedula,hogar\n1,NÚÑEZ\n");

        Assert.Contains("not in UTF-8", (await _lab.TakeAsync("hogares.csv", bytes)).Reason, StringComparison.Ordinal);
        Assert.Null((await _lab.TakeAsync("hogares.csv", Encoding.UTF8.GetBytes("cedula,hogar\n1,NÚÑEZ\n"))).Reason);
    }

    [Fact]
    public void Damaged_file_is_refused_or_costs_its_bad_lines_and_never_more()
    {
        var sound = Encoding.Latin1.GetBytes(DropsLab.Lines(1, 30).Replace("NOMBRE", "NÚÑEZ"));
        Assert.Null(_lab.Take("muertos.csv", sound).Reason);
        Prop.ForAll(
            Gen.Choose(1, sound.Length - 1).ToArbitrary(),
            Gen.Choose(0, 255).Select(code => (byte)code).ToArbitrary(),
            Gen.Elements("cut", "change", "remove", "double").ToArbitrary(),
            (at, code, damage) =>
            {
                // A file cut off exactly behind a line looks whole; only its hash or its number of rows can tell.
                if (damage == "cut" && sound[at - 1] == '\n')
                    return true;
                var result = _lab.Take("muertos.csv", Damage(sound, at, code, damage));
                // Damage in one place touches two lines at most.
                return SoundRows() >= 28 && (result.Reason is not null || result.IsAgain || result.Rows + result.SetAside >= 28);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void Damaged_file_is_always_refused_when_its_hash_came_with_it()
    {
        var sound = Encoding.Latin1.GetBytes(DropsLab.Lines(1, 30).Replace("NOMBRE", "NÚÑEZ"));
        Assert.Null(_lab.Take("muertos.csv", sound).Reason);
        Prop.ForAll(
            Gen.Choose(0, sound.Length - 1).ToArbitrary(),
            Gen.Choose(0, 255).Select(code => (byte)code).ToArbitrary(),
            Gen.Elements("cut", "change", "remove", "double").ToArbitrary(),
            (at, code, damage) =>
            {
                var damaged = Damage(sound, at, code, damage);
                var result = _lab.Take("muertos.csv", damaged, hashed: sound);
                return damaged.SequenceEqual(sound) == (result.Reason is null) && SoundRows() == 30;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void Any_bytes_are_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => _lab.Take("muertos.csv", bytes).Reason is not null)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Any_bytes_behind_a_header_are_refused_or_their_lines_are_set_aside() => Prop.ForAll(
        Gen.Elements((byte)'1', (byte)';', (byte)'"', (byte)'\n', (byte)'\r', (byte)'A', (byte)0xD1, (byte)0xC3, (byte)0x81).ArrayOf().ToArbitrary(),
        bytes =>
        {
            using var lab = new DropsLab();
            var result = lab.Take("muertos.csv", [.. Encoding.Latin1.GetBytes(DropsLab.Header), .. bytes, (byte)'\n']);
            return result.Reason is not null || result.Rows + result.SetAside <= bytes.Count(code => code == '\n') + 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    public void Dispose() => _lab.Dispose();

    private int SoundRows() => _lab.Find(DropsLab.Dead, [.. Enumerable.Range(1, 30).Select(number => $"{number}")]).Count(row => row.IsSound);

    private static byte[] Damage(byte[] sound, int at, byte code, string damage) => damage switch
    {
        "cut" => sound[..at],
        "change" => [.. sound[..at], code, .. sound[(at + 1)..]],
        "remove" => [.. sound[..at], .. sound[(at + 1)..]],
        _ => [.. sound[..at], sound[at], .. sound[at..]],
    };

    private static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}

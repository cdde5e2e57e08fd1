namespace Vamos.Fips.Tests.Instruments;

using System.Text;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;

public sealed class QuarantineFileTests : IDisposable
{
    private readonly InstrumentLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Lines_are_kept_as_they_stand_and_can_be_read_again()
    {
        _lab.Write(
            [InstrumentLab.Household(1), InstrumentLab.Household(2, "P25:8 P09:ÑEMBY")],
            [InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1, "P45A:\"A;Ñ\"")]);
        using (var quarantine = new QuarantineFile(_lab.Quarantine))
        {
            foreach (var read in _lab.Read().Where(read => read.Form is null))
                quarantine.Add(read);
            Assert.Equal(2, quarantine.Lines);
        }

        Assert.Equal(
            [
                "file;line;column;reason",
                "ficha_hogar_20261120.csv;3;P25;not a code of floor",
                "ficha_persona_20261120.csv;3;;its household cannot be read: ficha_hogar_20261120.csv, line 3",
            ],
            File.ReadAllLines(Path.Combine(_lab.Quarantine, "reasons.csv")));
        var kept = Path.Combine(_lab.Quarantine, Path.GetFileName(_lab.Households));
        File.WriteAllText(kept, File.ReadAllText(kept, Encoding.Latin1).Replace(";8;", ";5;", StringComparison.Ordinal), Encoding.Latin1);
        Assert.NotNull(Assert.Single(InstrumentLab.Read(kept, Instrument.FichaHogar)).Form);
    }

    [Fact]
    public void Import_that_goes_on_adds_to_what_is_kept()
    {
        _lab.Write([InstrumentLab.Household(1, "P25:8"), InstrumentLab.Household(2, "P25:8")], [InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1)]);
        foreach (var read in _lab.Read())
        {
            using var quarantine = new QuarantineFile(_lab.Quarantine);
            quarantine.Add(read);
        }

        Assert.Equal(5, File.ReadAllLines(Path.Combine(_lab.Quarantine, "reasons.csv")).Length);
        Assert.Equal(File.ReadAllBytes(_lab.Households), File.ReadAllBytes(Path.Combine(_lab.Quarantine, Path.GetFileName(_lab.Households))));
    }

    [Fact]
    public void Nothing_is_written_where_nothing_is_kept()
    {
        using (new QuarantineFile(_lab.Quarantine))
        {
        }

        Assert.False(Directory.Exists(_lab.Quarantine));
    }
}

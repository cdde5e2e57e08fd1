namespace Vamos.Fips.Tests.Instruments;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Index;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;
using Vamos.Translation;

public sealed class FichaHogarTests : IDisposable
{
    private readonly InstrumentLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Household_is_read_as_what_it_is()
    {
        _lab.Write(
            [InstrumentLab.Household(7, "P14:2 P104:1 P24:4 P25:5 P26:2 P27:1 P28A:3 P28B:2 P29:1 P30:3 P31:6 P32:2 P33:3 P34:1 P35:1 P36:6 "
                + "P37:1 P38:6 P391:1 P392:6 P393:9 P394:6 P395:6 P396:6 P397:1")],
            [
                InstrumentLab.Member(7, 1, "P51:1.234.567 VAR00003:A P52D:14 P52M:3 P52A:1958 VAR00030:2 P50A:2 "
                    + "P53A:17 P53B:02 P54:1 P56:6 P61:3 P60:6 P63:6 P64:1 P67:1 P73:9 P74:7 VAR00007:4 VAR00009:1 VAR00031:1 VAR00013:6 "
                    + "P86:6 P87:7 VAR00024:1.500.000 VAR00028:20000 P92:1520000"),
                InstrumentLab.Member(7, 2, "P48:2 P47:1 VAR00004:2 P61:4 P60:8 P58:3 P86:1 P91:6 P74:6 P92:300000 P49:6"),
            ]);

        var read = Assert.Single(_lab.Read());

        var form = read.Form!;
        Assert.Equal(("2026-05-06", "1116", Area.Rural, Instrument.FichaHogar, "mds", "11-16-1-7-7-1", "1"), (
            form.Interview.Date.ToIso(), form.Interview.Place.DistrictCode, form.Interview.Place.Area, form.Interview.Instrument,
            form.Interview.Institution, form.Interview.FormNumber, form.Interview.RespondentMemberId));
        Assert.Equal(
            new Dwelling
            {
                Walls = WallMaterial.Brick,
                Floor = FloorMaterial.Tile,
                Roof = RoofMaterial.ClayTile,
                Tenure = DwellingTenure.Owned,
                Rooms = 3,
                Bedrooms = 2,
                Kitchen = true,
                CookingFuel = CookingFuel.Gas,
                Bathroom = BathroomKind.None,
                Sanitation = SanitationKind.Cesspit,
                WaterSource = WaterSource.PumpedWell,
                WaterSupplyPlace = WaterSupplyPlace.Inside,
                Electricity = true,
                WasteDisposal = WasteDisposal.Cart,
            },
            form.Dwelling);
        Assert.Equal((true, false, true, false), (form.Assets.MobilePhone, form.Assets.LandLine, form.Assets.Motorcycle, form.Assets.HasWaterHeater));

        var head = form.Members[0];
        Assert.Equal(("1", Kinship.Head, "A-1234567", "1958-03-14", "MARÍA", "BENÍTEZ", "2", HomeLanguage.Guarani), (
            head.MemberId, head.Kinship, head.NationalId.ToText(), head.BirthDate.ToIso(), head.Name.FirstGivenName, head.Name.FirstSurname,
            head.PartnerMemberId, head.Language));
        // 17 is Boquerón there, which the statistics institute numbers 16.
        Assert.Equal("1602", head.BirthDistrictCode);
        Assert.Equal((EducationLevel.Basic1To6, 6, false), (head.Schooling.Level, head.Schooling.LastCourse, head.Schooling.Attends));
        Assert.Equal((HealthInsurance.None, HealthCondition.Ill, true, false, true, DisabilityCause.Age), (
            head.Health.Insurance, head.Health.Condition, head.Health.ReceivedCare, head.Health.HasVaccinationCard, head.Health.DisabilityAsked,
            head.Health.DisabilityCause));
        Assert.Equal([DisabilityKind.Blind], head.Health.Disabilities);
        Assert.Equal([DailyActivity.Walking, DailyActivity.Eating], head.Health.NeedsHelpWith);
        Assert.Equal((false, ReasonNotWorking.Retired), (head.Work.Worked, head.Work.ReasonNotWorking));
        Assert.Equal(
            [(IncomeSource.Retirement, 1_500_000L), (IncomeSource.Additional, 20_000L)],
            head.Incomes.Select(income => (income.Source, income.Amount)));

        var other = form.Members[1];
        Assert.Equal((null, ReasonWithoutDocument.NeverObtained, Kinship.Partner, Sex.Male, LabourStatus.SelfEmployed), (
            other.NationalId, other.ReasonWithoutDocument, other.Kinship, other.Sex, other.Work.Status));
        Assert.Equal((EducationLevel.Basic7To9, 2, "Debe hacer labores en el hogar"), (
            other.Schooling.Level, other.Schooling.LastCourse, other.Schooling.ReasonNotAttending));
        Assert.Equal((false, true, 0), (other.HouseholdMember, other.Health.DisabilityAsked, other.Health.Disabilities.Count));
        Assert.Equal([(IncomeSource.Additional, 300_000L)], other.Incomes.Select(income => (income.Source, income.Amount)));
        Assert.NotNull(QualityOfLife.Of(form));
        Assert.StartsWith("import-", read.RequestId, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_of_either_file_does_not_matter()
    {
        var households = Enumerable.Range(1, 300).Select(number => InstrumentLab.Household(number)).ToList();
        var members = Enumerable.Range(1, 300)
            .SelectMany(number => Enumerable.Range(1, 1 + (number % 5)).Select(order => InstrumentLab.Member(number, order))).ToList();
        _lab.Write(households, members);
        var straight = _lab.Read().ToDictionary(read => read.RequestId, read => read.Form);
        var shuffle = new Random(7);
        var (mixedHouseholds, mixedMembers) = (households.ToArray(), members.ToArray());
        shuffle.Shuffle(mixedHouseholds);
        shuffle.Shuffle(mixedMembers);
        _lab.Write(mixedHouseholds, mixedMembers.OrderBy(line => line.Split(';')[7].Length));

        var mixed = _lab.Read();

        Assert.Equal(300, mixed.Count);
        Assert.All(mixed, read => Assert.Equal(
            straight.Values.Single(form => form!.Interview.FormNumber == read.Form!.Interview.FormNumber)!.Members.Select(member => member.MemberId).Order(),
            read.Form!.Members.Select(member => member.MemberId).Order()));
    }

    [Fact]
    public void Same_files_give_the_same_request_ids_and_a_changed_answer_another()
    {
        _lab.Write([InstrumentLab.Household(1), InstrumentLab.Household(2)], [InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1)]);
        var first = _lab.Read().Select(read => read.RequestId).ToList();
        Assert.Equal(first, _lab.Read().Select(read => read.RequestId));

        _lab.Write([InstrumentLab.Household(2), InstrumentLab.Household(1)], [InstrumentLab.Member(2, 1), InstrumentLab.Member(1, 1, "P63:1")]);
        var second = _lab.Read().Select(read => read.RequestId).ToList();

        Assert.Equal(first[1], second[0]);
        Assert.DoesNotContain(second[1], first);
        Assert.Equal(2, first.Distinct().Count());
    }

    [Theory]
    [InlineData("P25:8", "", "P25", "not a code of floor")]
    [InlineData("P20M:13", "", "P20A", "no such calendar date")]
    [InlineData("P01B:99", "", "P01A", "not in the file of households")]
    [InlineData("P14:3", "", "P14", "3 people, and 2 sheets")]
    [InlineData("P28B:-1", "", "P28B", "not a number of rooms")]
    [InlineData("", "P47:2", "P47", "not a code of sex")]
    [InlineData("", "P51:S/N", "P51", "not the number of an identity document")]
    [InlineData("", "P43:0", "P43", "missing")]
    [InlineData("", "P01D:X", "P01D", "not a whole number")]
    [InlineData("", "VAR00017:3,7,5", "VAR00017", "not an amount of money")]
    public void Household_with_a_bad_row_is_set_aside_whole(string household, string member, string column, string reason)
    {
        _lab.Write(
            [InstrumentLab.Household(1), InstrumentLab.Household(2, household + " P35:1"), InstrumentLab.Household(3)],
            [
                InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1), InstrumentLab.Member(2, 2, member),
                InstrumentLab.Member(3, 1),
            ]);
        if (member.StartsWith("P01D", StringComparison.Ordinal))
            _lab.Write(
                [InstrumentLab.Household(1), InstrumentLab.Household(2, "P14:2"), InstrumentLab.Household(3)],
                [InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1), InstrumentLab.Member(2, 2, member), InstrumentLab.Member(3, 1)]);

        var read = _lab.Read();

        Assert.Equal(2, read.Count(entry => entry.Form is not null));
        var aside = read.Where(entry => entry.Form is null).ToList();
        Assert.Equal(3, aside.Sum(entry => entry.Lines.Count));
        Assert.Contains(aside.SelectMany(entry => entry.Flaws), flaw => flaw.Column == column && flaw.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.All(aside, entry => Assert.All(entry.Lines, line => Assert.Contains(
            entry.Flaws, flaw => flaw.Line == line.Line && flaw.File == Path.GetFileName(line.File))));
    }

    [Fact]
    public void Two_households_of_one_number_are_set_aside_with_their_sheets()
    {
        _lab.Write(
            [InstrumentLab.Household(1), InstrumentLab.Household(2), InstrumentLab.Household(1, "P35:1")],
            [InstrumentLab.Member(1, 1), InstrumentLab.Member(2, 1), InstrumentLab.Member(1, 1)]);

        var read = _lab.Read();

        Assert.Equal("11-16-1-2-7-1", Assert.Single(read, entry => entry.Form is not null).Form!.Interview.FormNumber);
        Assert.Equal(4, read.Where(entry => entry.Form is null).Sum(entry => entry.Lines.Count));
    }

    [Fact]
    public void More_sheets_than_a_household_can_have_are_set_aside_one_by_one()
    {
        _lab.Write(
            [InstrumentLab.Household(1), InstrumentLab.Household(2)],
            [.. Enumerable.Range(1, 500).Select(order => InstrumentLab.Member(1, order)), InstrumentLab.Member(2, 1)]);

        var read = _lab.Read();

        Assert.Single(read, entry => entry.Form is not null);
        Assert.Equal(501, read.Where(entry => entry.Form is null).Sum(entry => entry.Lines.Count));
        Assert.All(read, entry => Assert.InRange(entry.Lines.Count, 1, 2));
    }

    [Fact]
    public void Flaws_quote_nothing_of_the_lines()
    {
        _lab.Write(
            [InstrumentLab.Household(1, "P25:8 P09:SECRETO P42N:SECRETO")],
            [InstrumentLab.Member(1, 1, "P51:SECRETO P92:SECRETO P48:77 P45A:SECRETO"), "SECRETO;SECRETO", "\"SECRETO"]);

        Assert.All(_lab.Read().SelectMany(entry => entry.Flaws), flaw => Assert.DoesNotContain("SECRETO", flaw.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_the_lines_hold_none_is_lost() => Prop.ForAll(Lines().ToArbitrary(), Lines().ToArbitrary(), (households, members) =>
    {
        File.WriteAllBytes(_lab.Households, Joined(LegacyFormFiles.HouseholdColumns, households));
        File.WriteAllBytes(_lab.Members, Joined(LegacyFormFiles.MemberColumns, members));

        var read = _lab.Read();

        return Covers(_lab.Households, read) && Covers(_lab.Members, read)
            && read.All(entry => entry.Form is null == entry.Flaws.Count > 0 && entry.Form is null == (entry.RequestId.Length == 0));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("utf-8", "re-encoded")]
    [InlineData("utf-16", "UTF-16")]
    public void Files_of_another_encoding_are_refused(string encoding, string reason)
    {
        _lab.Write([InstrumentLab.Household(1)], [InstrumentLab.Member(1, 1)]);
        File.WriteAllText(_lab.Members, File.ReadAllText(_lab.Members, Encoding.Latin1), Encoding.GetEncoding(encoding));

        var refused = Assert.Throws<InstrumentRefusedException>(_lab.Read);

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Households_without_the_file_of_sheets_or_with_another_header_are_refused()
    {
        _lab.Write([InstrumentLab.Household(1)], [InstrumentLab.Member(1, 1)]);
        var other = _lab.WriteList("ficha_hogar_otra.csv", "a;b");
        _lab.WriteList("ficha_persona_otra.csv", "a;b");
        var refused = Assert.Throws<InstrumentRefusedException>(() => InstrumentLab.Read(other, Instrument.FichaHogar));
        Assert.Contains("header", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InstrumentRefusedException>(() => InstrumentLab.Read(_lab.Members, Instrument.FichaHogar));
        Assert.Throws<InstrumentRefusedException>(() => InstrumentLab.Read(_lab.Households, Instrument.FichaSocial));

        File.Delete(_lab.Members);
        Assert.Throws<InstrumentRefusedException>(_lab.Read);
    }

    // Sound lines of few numbers, cut off ones, and bytes of any kind.
    private static Gen<byte[][]> Lines() => Gen.ArrayOf(Gen.OneOf(
        from number in Gen.Choose(1, 4) select Encoding.Latin1.GetBytes(InstrumentLab.Household(number)),
        from number in Gen.Choose(1, 4) from order in Gen.Choose(1, 3) select Encoding.Latin1.GetBytes(InstrumentLab.Member(number, order)),
        from number in Gen.Choose(1, 4) from cut in Gen.Choose(0, 60) select Encoding.Latin1.GetBytes(InstrumentLab.Member(number, 1)[cut..]),
        from number in Gen.Choose(1, 4) from at in Gen.Choose(0, 60) from odd in Gen.Elements("\"", "\u0081", "Ñ", ";", "\"\"", "\r")
        select Encoding.Latin1.GetBytes(InstrumentLab.Household(number).Insert(at, odd)),
        Gen.Choose(1, 127).Where(letter => letter is not ('\n' or '\r')).Select(letter => (byte)letter).NonEmptyListOf().Select(list => list.ToArray())));

    private static byte[] Joined(string header, byte[][] lines) =>
        [.. Encoding.Latin1.GetBytes(header + "\n"), .. lines.SelectMany(line => line.Append((byte)'\n'))];

    // Every byte behind the header is of exactly one line, but for blank lines.
    private static bool Covers(string path, List<ReadForm> read)
    {
        var bytes = File.ReadAllBytes(path);
        var at = Array.IndexOf(bytes, (byte)'\n') + 1L;
        foreach (var line in read.SelectMany(entry => entry.Lines).Where(line => line.File == path).OrderBy(line => line.Offset))
        {
            if (line.Offset < at || !IsBlank(bytes, at, line.Offset))
                return false;
            at = line.Offset + line.Length;
        }

        return IsBlank(bytes, at, bytes.Length);
    }

    private static bool IsBlank(byte[] bytes, long from, long to) => bytes.AsSpan((int)from, (int)(to - from)).ContainsAnyExcept("\r\n\""u8) == false;
}

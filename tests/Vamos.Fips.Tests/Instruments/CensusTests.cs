namespace Vamos.Fips.Tests.Instruments;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Instruments;
using Vamos.Fips.Instruments.Census;
using Vamos.Fips.V1;

public sealed class CensusTests : IDisposable
{
    private readonly InstrumentLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Candidate_of_a_municipality_is_a_form_of_one()
    {
        var path = _lab.WriteList(
            "potenciales_beneficiarios_20261120.csv",
            InstrumentLab.CandidateHeader,
            "17;1702;JUAN ÁNGEL DE LA CRUZ ÑAMANDU;;71;14/03/1955;1.234.567;;;\"FRENTE A LA CAPILLA; AL LADO DEL \"\"ALMACÉN\"\"\";LOMA;;");

        var form = Assert.Single(InstrumentLab.Read(path, Instrument.OlderAdultCensus)).Form!;

        Assert.Equal(("2026-11-20", Instrument.OlderAdultCensus, "1602", "LOMA", "Edad declarada: 71"), (
            form.Interview.Date.ToIso(), form.Interview.Instrument, form.Interview.Place.DistrictCode, form.Interview.Place.Locality, form.Interview.Remarks));
        var person = Assert.Single(form.Members);
        Assert.Equal(("1234567", "1955-03-14", Kinship.Unspecified), (person.NationalId.Number, person.BirthDate.ToIso(), person.Kinship));
        Assert.Equal(("JUAN", "ÁNGEL", "DE LA CRUZ", "ÑAMANDU"), (
            person.Name.FirstGivenName, person.Name.OtherGivenNames, person.Name.FirstSurname, person.Name.SecondSurname));
    }

    [Fact]
    public void Somebody_visited_comes_with_the_head()
    {
        var path = _lab.WriteList(
            "censo.csv",
            InstrumentLab.VisitedHeader,
            "12;LOMA;;;ROSA;;BENÍTEZ;;80;6;6;;PEDRO BENÍTEZ;A-99;31,5;1;;;",
            "13;LOMA;;;PEDRO;;BENÍTEZ;;60;1;1;A-99;PEDRO BENÍTEZ;A-99;31,5;1;;;");

        var terms = new InstrumentTerms { InterviewDate = new Date { Year = 2019 }, DistrictCode = "1116" };

        var read = InstrumentLab.Read(path, Instrument.OlderAdultCensus, terms);

        Assert.Equal([2, 1], read.Select(entry => entry.Form!.Members.Count));
        var form = read[0].Form!;
        Assert.Equal(("2019", "1116", "12"), (form.Interview.Date.ToIso(), form.Interview.Place.DistrictCode, form.Interview.FormNumber));
        Assert.Equal([Kinship.OtherRelative, Kinship.Head], form.Members.Select(member => member.Kinship));
        Assert.Equal("A-99", form.Members[1].NationalId.ToText());
        Assert.Null(form.Members[0].NationalId);
    }

    [Fact]
    public void Bad_rows_are_set_aside_and_the_others_read()
    {
        var path = _lab.WriteList(
            "potenciales_beneficiarios.csv",
            InstrumentLab.CandidateHeader,
            "11;1116;ROSA BENÍTEZ;;71;;1234567;;;;;;",
            "11;9916;ROSA BENÍTEZ;;71;;1234567;;;;;;",
            "11;1116;ROSA BENÍTEZ;;71;31/02/1950;1234567;;;;;;",
            "11;1116;ROSA",
            "11;1116;;;71;;;;;;;;",
            "Central;VILLETA;ROSA BENÍTEZ;;71;;;;;;;;");

        var read = InstrumentLab.Read(path, Instrument.OlderAdultCensus);

        Assert.Equal([true, false, false, false, false, true], read.Select(entry => entry.Form is not null));
        Assert.Equal(["distrito", "fecha_nacimiento", "", ""], read.SelectMany(entry => entry.Flaws).Select(flaw => flaw.Column));
        Assert.Equal("1116", read[^1].Form!.Interview.Place.DistrictCode);
    }

    [Theory]
    [InlineData("", "", "", "", "")]
    [InlineData("ROSA", "ROSA", "", "", "")]
    [InlineData("ROSA BENÍTEZ", "ROSA", "", "BENÍTEZ", "")]
    [InlineData("ROSA BENÍTEZ AYALA", "ROSA", "", "BENÍTEZ", "AYALA")]
    [InlineData("ROSA MARÍA BENÍTEZ AYALA", "ROSA", "MARÍA", "BENÍTEZ", "AYALA")]
    [InlineData("MARÍA DEL CARMEN LÓPEZ DE LOS RÍOS", "MARÍA", "DEL CARMEN", "LÓPEZ", "DE LOS RÍOS")]
    public void Names_in_one_text_are_split(string text, string first, string other, string surname, string second)
    {
        var name = FullName.Split(text);

        Assert.Equal((first, other, surname, second), (name.FirstGivenName, name.OtherGivenNames, name.FirstSurname, name.SecondSurname));
    }
}

namespace Vamos.Adapters.Tests.Mtess;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Soap;
using Vamos.Adapters.Tests.Lab;

/// <summary>Answers that a service should not give: what is usable of them is used, the rest is named, and nothing is guessed.</summary>
public sealed class HistoryAnswerTests : IAsyncLifetime
{
    private const string Sound =
        "<relacion><idRelacion>7</idRelacion><numeroPatronal>00031</numeroPatronal><razonSocial>Ñandutí  S.A.</razonSocial><cargo>CONTADOR</cargo>"
        + "<fechaEntrada>2015-01-03</fechaEntrada><salarioMensual>4200000</salarioMensual><periodo>2026-10</periodo><sector>PRIVADO</sector>"
        + "<actualizado>2026-11-01T12:00:00-03:00</actualizado></relacion>";

    private CannedHttp _server = null!;
    private HistoryLab _history = null!;

    public async Task InitializeAsync()
    {
        _server = await CannedHttp.StartAsync();
        _history = HistoryLab.For(new SoapSettings { Address = _server.Address, User = "vamos", Password = "x" });
    }

    public async Task DisposeAsync()
    {
        await _history.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Number_of_an_employer_stays_as_it_is_written()
    {
        Answer(Worker(1, Sound));

        var employment = Assert.Single((await _history.AskAsync(1)).Employment);

        Assert.Equal(("00031", "Ñandutí S.A."), (employment.EmployerNumber, employment.EmployerName));
    }

    [Fact]
    public async Task Fields_that_may_be_missing_are_absent()
    {
        Answer(Worker(1, "<relacion><idRelacion>8</idRelacion><numeroPatronal>1900000000</numeroPatronal><fechaEntrada>2015-01-03</fechaEntrada></relacion>"));

        var records = await _history.AskAsync(1);

        var employment = Assert.Single(records.Employment);
        Assert.False(employment.HasMonthlySalary || employment.HasPublicSector);
        Assert.True(employment is { EndDate: null, SalaryPeriod: null, Provenance.AsOf: null, Position: "", EmployerName: "" });
        Assert.Empty(records.Issues);
    }

    [Theory]
    [InlineData("<numeroPatronal>00031</numeroPatronal>", "<numeroPatronal>31-A</numeroPatronal>", "numeroPatronal")]
    [InlineData("<numeroPatronal>00031</numeroPatronal>", "", "numeroPatronal")]
    [InlineData("<fechaEntrada>2015-01-03</fechaEntrada>", "<fechaEntrada>2015-02-30</fechaEntrada>", "fechaEntrada")]
    [InlineData("<fechaEntrada>2015-01-03</fechaEntrada>", "<fechaEntrada/>", "fechaEntrada")]
    [InlineData("<fechaEntrada>2015-01-03</fechaEntrada>", "<fechaEntrada>2015-01-03</fechaEntrada><fechaSalida>2014-12-31</fechaSalida>", "fechaSalida")]
    [InlineData("<salarioMensual>4200000</salarioMensual>", "<salarioMensual>-1</salarioMensual>", "salarioMensual")]
    [InlineData("<salarioMensual>4200000</salarioMensual>", "<salarioMensual>1</salarioMensual><salarioMensual>2</salarioMensual>", "salarioMensual")]
    [InlineData("<periodo>2026-10</periodo>", "<periodo>2026-13</periodo>", "periodo")]
    [InlineData("<sector>PRIVADO</sector>", "<sector>MIXTO</sector>", "sector")]
    [InlineData("2026-11-01T12:00:00-03:00", "2026-11-01T12:00:00", "actualizado")]
    [InlineData("<cargo>CONTADOR</cargo>", "<cargo>CON&#x85;TADOR</cargo>", "cargo")]
    [InlineData("<idRelacion>7</idRelacion>", "<idRelacion>de Juan Pérez</idRelacion>", "idRelacion")]
    public async Task Record_with_a_bad_field_is_set_aside_and_the_others_stay(string from, string to, string field)
    {
        var bad = Sound.Replace("<idRelacion>7<", "<idRelacion>9<", StringComparison.Ordinal).Replace(from.Replace(">7<", ">9<"), to, StringComparison.Ordinal);
        Answer(Worker(1, Sound + bad));

        var records = await _history.AskAsync(1);

        Assert.Single(records.Employment);
        var issue = Assert.Single(records.Issues);
        Assert.Equal(("historial-laboral", field), (issue.RecordSource, issue.Field));
        Assert.Equal(field == "idRelacion" ? "sin idRelacion" : "9", issue.RecordKey);
        Assert.Single(_history.Quarantine.Rows);
        Assert.DoesNotContain(_history.Logs.Entries, entry => entry.Message.Contains("Pérez", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Worker_of_whom_no_record_can_be_read_is_known_all_the_same()
    {
        Answer(Worker(1, "<relacion/>"));

        var records = await _history.AskAsync(1);

        Assert.True(records.Found);
        Assert.Equal(["fechaEntrada", "idRelacion", "numeroPatronal"], records.Issues.Select(issue => issue.Field).Order());
    }

    [Fact]
    public async Task Answer_with_a_letter_is_not_about_the_person_without_it()
    {
        Answer("<trabajador><documento><numero>1</numero><letra>A</letra></documento><estado>ENCONTRADO</estado>" + Sound + "</trabajador>");

        await Assert.ThrowsAsync<LegacySystemException>(() => _history.AskAsync(1));
        Assert.True((await _history.AskAsync(1, "A")).Found);
    }

    [Fact]
    public async Task Person_whom_the_service_leaves_out_is_not_said_to_be_unknown()
    {
        Answer(Worker(1, Sound));

        var records = await _history.AskAsync(HistoryLab.Id(1), HistoryLab.Id(2));

        Assert.True(records[0].Found);
        Assert.False(records[1].Found);
        Assert.Single(records[1].Issues);
    }

    [Fact]
    public async Task Answer_about_somebody_twice_is_refused()
    {
        Answer(Worker(1, Sound) + Worker(1, Sound));

        await Assert.ThrowsAsync<LegacySystemException>(() => _history.AskAsync(1));
    }

    [Fact]
    public async Task Fault_of_another_detail_is_no_answer()
    {
        _server.Says(Envelope("<s:Fault><faultcode>s:Client</faultcode><detail><TrabajadorNoEncontrado/></detail></s:Fault>"), status: 500);

        await Assert.ThrowsAsync<LegacySystemException>(() => _history.AskAsync(1));
    }

    [Fact]
    public async Task Change_of_nobody_is_set_aside_and_the_others_come()
    {
        _server.Says(Envelope(
            "<ConsultarNovedadesRespuesta xmlns='urn:mtess:historial-laboral:1'>"
            + "<novedad><posicion>5</posicion><documento><numero>sin datos</numero></documento><fecha>2026-11-01T12:00:00Z</fecha></novedad>"
            + "<novedad><posicion>6</posicion><documento><numero>1</numero></documento><fecha>ayer</fecha></novedad>"
            + "<posicion>6</posicion><hayMas>false</hayMas></ConsultarNovedadesRespuesta>"));

        var page = await _history.Part.ReadChangesAsync("4", CancellationToken.None);

        Assert.Equal("1", Assert.Single(page.Changes).Person.Number);
        Assert.Equal(("ConsultarNovedades", "5"), _history.Quarantine.Rows.Select(row => (row.Source, row.Key)).Single());
    }

    [Theory]
    [InlineData("<posicion>4</posicion><hayMas>true</hayMas>")]
    [InlineData("<hayMas>false</hayMas>")]
    [InlineData("<posicion>no es una posición</posicion><hayMas>false</hayMas>")]
    public async Task Changes_from_which_nobody_can_go_on_are_a_failure(string content)
    {
        _server.Says(Envelope($"<ConsultarNovedadesRespuesta xmlns='urn:mtess:historial-laboral:1'>{content}</ConsultarNovedadesRespuesta>"));

        await Assert.ThrowsAsync<LegacySystemException>(() => _history.Part.ReadChangesAsync("4", CancellationToken.None));
    }

    [Fact]
    public void Answer_cut_or_changed_anywhere_is_an_answer_or_a_failure()
    {
        var sound = Encoding.UTF8.GetBytes(Body(Worker(1, Sound + Sound)));
        var cut = Gen.Choose(0, sound.Length).Select(length => sound[..length]);
        var changed =
            from places in Gen.NonEmptyListOf(Gen.Choose(0, sound.Length - 1))
            from bytes in Gen.ArrayOf(Gen.Choose(0, 255), places.Count)
            select places.Zip(bytes).Aggregate((byte[])sound.Clone(), (all, change) =>
            {
                all[change.First] = (byte)change.Second;
                return all;
            });
        var moved =
            from start in Gen.Choose(0, sound.Length)
            from length in Gen.Choose(0, 200)
            from place in Gen.Choose(0, sound.Length)
            let piece = sound.Skip(start).Take(length).ToArray()
            select sound[..place].Concat(piece).Concat(sound[place..]).ToArray();

        Prop.ForAll(
            Gen.OneOf(cut, changed, moved).ToArbitrary(),
            Gen.Elements("text/xml; charset=utf-8", "text/xml", "text/xml; charset=iso-8859-1").ToArbitrary(),
            (bytes, type) =>
            {
                _server.Says(bytes, type);
                try
                {
                    var records = _history.AskAsync(HistoryLab.Id(1)).GetAwaiter().GetResult()[0];
                    return records.NationalId.Number == "1" && records.Employment.All(employment => employment.StartDate is { IsValid: true });
                }
                catch (LegacySystemException)
                {
                    return true;
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Any_texts_in_the_fields_are_an_employment_or_an_issue()
    {
        string[] fields =
        [
            "idRelacion", "numeroPatronal", "razonSocial", "cargo", "fechaEntrada", "fechaSalida", "salarioMensual", "periodo", "sector", "actualizado",
        ];
        var texts = Gen.OneOf(
            Gen.Elements(
                "", " ", "1", "-1", "00031", "19000000000", "2015-01-03", "2015-02-30", "0000-00-00", "9999-12-31", "2026-10", "10/2026", "2026-00", "2026",
                "99999999999999999999", "4.200.000", "1e3", "١٩٠٠", "٢٠١٥-٠١-٠٣", "２０１５", "PUBLICO", "PRIVADO", "2026-11-01T12:00:00-03:00",
                "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "2026-11-01T24:00:00Z",
                new string('x', 600), "\u0085", "Ỹ", "\uD83D\uDE00"),
            ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "").Where(SoapEnvelope.CanHold));

        Prop.ForAll(Gen.ArrayOf(texts, fields.Length).ToArbitrary(), values =>
        {
            var relation = string.Concat(fields.Zip(values, (field, value) => $"<{field}>{System.Security.SecurityElement.Escape(value)}</{field}>"));
            Answer(Worker(1, $"<relacion>{relation}</relacion>"));
            var records = _history.AskAsync(HistoryLab.Id(1)).GetAwaiter().GetResult()[0];
            return records.Found && (records.Employment.Count == 1) == (records.Issues.Count == 0)
                && records.Issues.All(issue => fields.Contains(issue.Field));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static string Worker(int number, string relations) =>
        $"<trabajador><documento><numero>{number}</numero></documento><estado>ENCONTRADO</estado>{relations}</trabajador>";

    private static string Envelope(string body) => $"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>";

    private static string Body(string workers) =>
        Envelope($"<ConsultarHistorialTrabajadorRespuesta xmlns='urn:mtess:historial-laboral:1'>{workers}</ConsultarHistorialTrabajadorRespuesta>");

    private void Answer(string workers) => _server.Says(Body(workers));
}

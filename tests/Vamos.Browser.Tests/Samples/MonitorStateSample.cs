namespace Vamos.Browser.Tests.Samples;

using Vamos.Hub.Monitoring.Live;

/// <summary>States as a hub would send them, made up but the same each time.</summary>
internal static class MonitorStateSample
{
    private static readonly string[] Known = ["mds", "mtess", "mspbs", "siis", "minna"];

    private static readonly Dictionary<string, string> Names = new()
    {
        ["mds"] = "Ministerio de Desarrollo Social",
        ["mtess"] = "Ministerio de Trabajo, Empleo y Seguridad Social",
        ["mspbs"] = "Ministerio de Salud Pública y Bienestar Social",
        ["siis"] = "Sistema Integrado de Información Social",
        ["minna"] = "Ministerio de la Niñez y la Adolescencia",
    };

    private static readonly string[] Methods =
    [
        "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary",
        "/vamos.eligibility.v1.EligibilityService/CheckEligibility",
        "/vamos.eligibility.v1.EligibilityService/BatchCheckEligibility",
        "/vamos.fips.v1.FipsService/SubmitForm",
        "/vamos.exchange.v1.ExchangeService/GetReceipt",
    ];

    private static readonly string[] Outcomes = ["Answered", "Answered", "Answered", "Partial", "Denied", "Answered", "Failed"];

    /// <summary>Makes one.</summary>
    /// <param name="at">When it is.</param>
    /// <param name="institutions">How many institutions; the first five have names that people know.</param>
    /// <param name="rate">Exchanges a second.</param>
    /// <param name="inTrouble">Whether a source is down, another recovers, and alerts are open.</param>
    public static MonitorState Make(DateTimeOffset at, int institutions = 5, double rate = 212.4, bool inTrouble = false)
    {
        var dice = new Random(7);
        string[] codes = [.. Enumerable.Range(0, institutions).Select(i => i < Known.Length ? Known[i] : $"inst{i:00}")];
        string[] consumers = ["utgs", .. codes];
        return new MonitorState(
            at,
            "0.1.0",
            new TrafficRate(rate, inTrouble ? 0.063 : 0.004, 0.71, 1.23, 11.4, 96.2),
            [.. Enumerable.Range(0, 180).Select(i => PointOf(at, i, rate, inTrouble, dice))],
            [.. from consumer in consumers
                from source in codes.Append("cache")
                where consumer != source && dice.NextDouble() < 0.8
                select new MatrixCell(consumer, source, Traffic(rate, consumers.Length, dice))],
            [.. from consumer in consumers from number in Enumerable.Range(0, Methods.Length) where dice.NextDouble() < 0.8
                select MethodOf(consumer, number, Traffic(rate, consumers.Length, dice), dice)],
            inTrouble ? [new("NO_AGREEMENT", 412), new("DEADLINE_EXCEEDED", 57), new("QUOTA_EXCEEDED", 9)] : [],
            [.. codes.Select((code, i) => SourceOf(at, code, i, inTrouble))],
            new CacheFigures(true, !inTrouble, 0, 0, 48_213, 31_234_567, 0.71),
            [.. codes.Prepend("hub").Select((code, i) => new CertificateRow(code, at.AddDays(340 - (i * 67 % 336)), 340 - (i * 67 % 336)))],
            new LogFigures(true, "", 1_284_213, 84_000_000_000, at.AddSeconds(-1)),
            [.. AlertsOf(at, inTrouble)],
            [.. Enumerable.Range(0, rate == 0 ? 0 : 50).Select(i => ExchangeOf(at, i, consumers, codes, rate, dice))]);
    }

    private static long Traffic(double rate, int consumers, Random dice) => (long)(rate * 900 / consumers / consumers * Math.Pow(10, dice.NextDouble() * 2));

    private static SeriesPoint PointOf(DateTimeOffset at, int number, double rate, bool inTrouble, Random dice)
    {
        var step = TimeSpan.FromSeconds(5).Ticks;
        var start = new DateTimeOffset(((at.UtcTicks / step) - 179 + number) * step, TimeSpan.Zero);
        var seconds = number == 179 ? (at - start).TotalSeconds : 5;
        var calls = number < 25 ? 0 : (long)(rate * seconds * (1 + (0.35 * Math.Sin(number / 17.0)) + (0.1 * dice.NextDouble())));
        var trouble = inTrouble && number is > 150 and < 172;
        return calls == 0
            ? new SeriesPoint(start, 0, 0, null, null, null)
            : new SeriesPoint(
                start, calls, (long)(calls * (trouble ? 0.064 : 0.004)), 1 + (dice.NextDouble() / 3), 9 + (4 * dice.NextDouble()) + (trouble ? 60 : 0),
                60 + (60 * dice.NextDouble()) + (trouble ? 700 : 0));
    }

    private static MethodRow MethodOf(string consumer, int number, long calls, Random dice) => new(
        consumer, Methods[number], calls, number < 2 ? calls / 1_900 : 0, dice.NextDouble(), dice.NextDouble() * 8, 10 + (dice.NextDouble() * 30),
        60 + (dice.NextDouble() * 300), 700 + (dice.NextDouble() * 3_000), calls * 61, calls * 940);

    private static SourceTile SourceOf(DateTimeOffset at, string code, int number, bool inTrouble)
    {
        var failing = inTrouble && number == 1;
        return new SourceTile(
            code,
            Names.GetValueOrDefault(code, $"Institución número {number} de la República"),
            failing ? "failing" : "ok",
            failing ? "Partial" : "Ok",
            failing ? "Missing from the answer: historial-laboral." : "",
            failing ? "Falta en la respuesta: historial-laboral." : "",
            "closed",
            at.AddSeconds(failing ? -43 : -1),
            failing ? at.AddSeconds(-1) : inTrouble && number == 2 ? at.AddSeconds(-31) : at.AddHours(-5),
            1,
            "vamos.adapter.v1",
            "0.1.0");
    }

    private static IEnumerable<AlertRow> AlertsOf(DateTimeOffset at, bool inTrouble)
    {
        if (inTrouble)
        {
            yield return new AlertRow(
                "adapter-down",
                "mtess",
                "critical",
                "La institución mtess no responde o no responde por completo: Falta en la respuesta: historial-laboral.",
                "The institution mtess does not answer, or not wholly: Missing from the answer: historial-laboral.",
                at.AddSeconds(-38),
                null);
            yield return new AlertRow(
                "quota-nearly-used",
                "minna-abrazo",
                "warning",
                "El convenio minna-abrazo usó hoy 9120 de 10000 consultas.",
                "The agreement minna-abrazo has used 9120 of 10000 questions today.",
                at.AddMinutes(-12),
                null);
        }

        yield return new AlertRow(
            "cache-disconnected",
            "",
            "warning",
            "La memoria compartida (Redis) no responde; cada nodo guarda solo lo suyo.",
            "The shared cache (Redis) does not answer; each hub keeps its own only.",
            at.AddHours(-3),
            at.AddHours(-2.9));
    }

    private static ExchangeRow ExchangeOf(DateTimeOffset at, int number, string[] consumers, string[] codes, double rate, Random dice)
    {
        var outcome = Outcomes[dice.Next(Outcomes.Length)];
        return new ExchangeRow(
            $"01JZX4T9K3M7Q2V8B5N6{number:000000}",
            84_213 - number,
            at.AddSeconds(-number / rate),
            consumers[dice.Next(consumers.Length)],
            Methods[dice.Next(2)],
            "PURPOSE_ELIGIBILITY_ASSESSMENT",
            outcome,
            outcome == "Denied" ? "PermissionDenied" : "OK",
            outcome switch { "Denied" => "NO_AGREEMENT", "Failed" => "DEADLINE_EXCEEDED", _ => "" },
            dice.NextDouble() * 20,
            number % 3 == 0,
            outcome == "Denied" ? [] : [codes[dice.Next(codes.Length)]]);
    }
}

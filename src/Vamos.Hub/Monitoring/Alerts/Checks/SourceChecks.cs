namespace Vamos.Hub.Monitoring.Alerts.Checks;

using System.Globalization;
using Vamos.Hub.Monitoring.Live;
using Vamos.Hub.Sources;

/// <summary>Trouble with institutions.</summary>
internal static class SourceChecks
{
    // slower than its adapter promised, in one question of ten, of at least so many
    private const double SlowShare = 0.9;
    private const int LeastQuestions = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>An adapter cannot be reached, or a system behind it is missing from its answers.</summary>
    public static AlertCheck Down(SourceRegistry sources, TimeSpan after) => new("adapter-down", after, _ =>
        from source in sources.All
        let condition = source.Condition
        where condition.AskedAt is not null && !condition.IsWhole
        select new AlertSignal(
            "adapter-down",
            source.Institution,
            AlertSeverity.Critical,
            $"La institución {source.Institution} no responde o no responde por completo: {SourceWords.Spanish(condition.Detail)}",
            $"The institution {source.Institution} does not answer, or not wholly: {condition.Detail}"));

    /// <summary>The breaker keeps calls from an adapter.</summary>
    public static AlertCheck BreakerOpen(SourceRegistry sources) => new("breaker-open", TimeSpan.Zero, _ =>
        from source in sources.All
        where source.BreakerState == "open"
        select new AlertSignal(
            "breaker-open",
            source.Institution,
            AlertSeverity.Critical,
            $"Las consultas a {source.Institution} están interrumpidas por fallas repetidas; se vuelve a probar en breve.",
            $"Calls to {source.Institution} are interrupted after repeated failures; it is tried again shortly."));

    /// <summary>A source takes longer than its adapter says that nearly all answers take.</summary>
    public static AlertCheck Slow(SourceRegistry sources, LiveTraffic traffic) => new("source-slow", TimeSpan.FromSeconds(10), _ =>
        from taken in traffic.SourcesSince(Window)
        where taken.Value.Count >= LeastQuestions
        let source = sources.All.FirstOrDefault(source => source.Institution == taken.Key)
        let promised = source?.Description?.OfferedFacts.Max(fact => fact.TypicalLatency?.ToTimeSpan())
        where promised is not null && promised > TimeSpan.Zero && taken.Value.Percentile(SlowShare) > promised
        select new AlertSignal(
            "source-slow",
            taken.Key,
            AlertSeverity.Warning,
            $"{taken.Key} tarda más de lo que su adaptador promete ({Milliseconds(promised.Value)}): una de cada diez consultas pasa de {Milliseconds(taken.Value.Percentile(SlowShare))}.",
            $"{taken.Key} takes longer than its adapter promises ({Milliseconds(promised.Value)}): one question of ten exceeds {Milliseconds(taken.Value.Percentile(SlowShare))}."));

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}

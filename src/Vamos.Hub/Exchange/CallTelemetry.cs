namespace Vamos.Hub.Exchange;

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Vamos.Trust.Agreements;

/// <summary>
/// Measures calls and puts them into their trace, by the names that OpenTelemetry gives for RPC (semantic conventions 1.45, stable). A span is made when
/// somebody listens, or when the caller sent a trace along, which then goes on to the adapters.
/// </summary>
internal sealed class CallTelemetry : IDisposable
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Vamos.Hub";

    // from an answer out of the cache to a batch
    private static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly ActivitySource Spans = new(Name);

    private readonly Meter _meter;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _calls;

    public CallTelemetry(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _durations = _meter.CreateHistogram(
            "rpc.server.call.duration", "s", "Time from the arrival of a call to its answer", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
        _calls = _meter.CreateCounter<long>("vamos.exchange.calls", "{call}", "Calls, by the institution that asked and by how they ended");
    }

    /// <summary>Begins the span of a call; null when nobody would see it.</summary>
    public static Activity? Begin(ExchangedCall call, Metadata headers)
    {
        var parent = headers.GetValue("traceparent");
        if (parent is null && !Spans.HasListeners())
            return null;
        var name = NameOf(call.Method);
        ActivityContext.TryParse(parent, headers.GetValue("tracestate"), isRemote: true, out var context);
        var span = Spans.StartActivity(name, ActivityKind.Server, context);
        if (span is null && parent is not null && context != default)
        {
            // nobody records it here; the adapters are to hear of it all the same
            span = new Activity(name).SetParentId(context.TraceId, context.SpanId, context.TraceFlags);
            span.TraceStateString = context.TraceState;
            span.Start();
        }

        span?.SetTag("rpc.system.name", "grpc").SetTag("rpc.method", name).SetTag("vamos.exchange.id", call.Id);
        return span;
    }

    /// <summary>Ends a call.</summary>
    public void End(ExchangedCall call, DateTimeOffset at)
    {
        var (code, span) = (call.Failure?.Code ?? StatusCode.OK, call.Span);
        var reason = call.Failure?.Reason ?? "";
        var status = Names.Of(code);
        var method = ExchangedMethods.Find(call.Method) is null ? "_OTHER" : NameOf(call.Method);
        var tags = new TagList { { "rpc.system.name", "grpc" }, { "rpc.method", method }, { "rpc.response.status_code", status } };
        if (code != StatusCode.OK)
            tags.Add("error.type", reason.Length == 0 ? status : reason);
        _durations.Record((at - call.Arrived).TotalSeconds, tags);
        _calls.Add(1, new("vamos.consumer", call.Grant is null ? "" : call.Consumer), new("rpc.response.status_code", status));
        if (span is null)
            return;
        span.SetTag("rpc.response.status_code", status).SetTag("vamos.consumer", call.Consumer);
        if (code != StatusCode.OK)
            span.SetTag("error.type", reason.Length == 0 ? status : reason).SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    // "/vamos.x.v1.X/Get" is called "vamos.x.v1.X/Get" there
    private static string NameOf(string path) => path.Length != 0 && path[0] == '/' ? path[1..] : path;

    /// <summary>Status codes as they are written: in capitals.</summary>
    private static class Names
    {
        private static readonly string[] All = [.. Enum.GetValues<StatusCode>().Where(code => code >= 0).Order().Select(Written)];

        public static string Of(StatusCode code) => (int)code >= 0 && (int)code < All.Length ? All[(int)code] : "UNKNOWN";

        private static string Written(StatusCode code) => code == StatusCode.OK
            ? "OK"
            : string.Concat(code.ToString().Select((letter, i) => char.IsUpper(letter) && i != 0 ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
    }
}

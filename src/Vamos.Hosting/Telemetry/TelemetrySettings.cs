namespace Vamos.Hosting.Telemetry;

using Vamos.Hosting.Settings;

/// <summary>Where measurements and traces are sent, by the OpenTelemetry protocol (OTLP over HTTP, protobuf).</summary>
/// <param name="Collector">Address of the collector; null sends nothing. Key <c>Otlp</c>. Example: <c>http://127.0.0.1:4318</c>.</param>
/// <param name="TracedPercent">Of traces that begin here, how many in a hundred are kept; those that callers began are kept as they say. Key <c>TracedPercent</c>; default 10.</param>
public sealed record TelemetrySettings(Uri? Collector, int TracedPercent)
{
    private const int DefaultPercent = 10;

    /// <summary>Reads a section.</summary>
    public static TelemetrySettings Read(SettingsReader section)
    {
        var percent = section.Number("TracedPercent", DefaultPercent, 0, 100);
        if (section.OptionalText("Otlp") is not { } text)
            return new TelemetrySettings(null, percent);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return new TelemetrySettings(address, percent);
        section.Error("Otlp", $"is '{text}', must be an address, for example http://127.0.0.1:4318");
        return new TelemetrySettings(null, percent);
    }
}

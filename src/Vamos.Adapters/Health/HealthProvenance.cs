namespace Vamos.Adapters.Health;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;

/// <summary>Where the health ministry's facts come from.</summary>
internal static class HealthProvenance
{
    public const string Institution = "mspbs";
    public const string DisplayName = "Ministerio de Salud Pública y Bienestar Social";

    public static Provenance Of(string system, Timestamp? asOf) => new() { Institution = Institution, System = system, AsOf = asOf };
}

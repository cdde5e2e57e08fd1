namespace Vamos.Adapters.Mtess;

using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;

/// <summary>Where the ministry's facts come from. The host fills in when they were read.</summary>
internal static class MtessProvenance
{
    public const string Institution = "mtess";

    public const string DisplayName = "Ministerio de Trabajo, Empleo y Seguridad Social";

    /// <summary>The service of workers' histories.</summary>
    public const string History = "historial-laboral";

    /// <summary>The payrolls of the employer-worker register.</summary>
    public const string Payrolls = "reop-planillas";

    public static Provenance Of(string system, Timestamp? asOf) => new() { Institution = Institution, System = system, AsOf = asOf };
}

namespace Vamos.Adapters.Mds;

using Vamos.Translation;
using Vamos.Common.V1;

/// <summary>Where the ministry's facts come from. When they were read is filled in with the answer.</summary>
internal static class MdsProvenance
{
    public const string Institution = "mds";

    public static Provenance Of(string system, Date? asOf) => new() { Institution = Institution, System = system, AsOf = LegacyInstant.StartOf(asOf) };
}

namespace Vamos.Hub.Tests.Running;

using Vamos.Common.V1;
using Vamos.Fips;

public static class SourceStatuses
{
    /// <summary>The sources that a test brought along; the hub's own registry is always behind them.</summary>
    public static IReadOnlyList<SourceStatus> OfAdapters(this IEnumerable<SourceStatus> sources) =>
        [.. sources.Where(source => source.Institution != FormNames.Institution)];
}

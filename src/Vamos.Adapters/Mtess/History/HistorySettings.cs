namespace Vamos.Adapters.Mtess.History;

using Vamos.Adapters.Soap;
using Vamos.Hosting.Settings;

/// <summary>How workers' histories are asked for.</summary>
public sealed record HistorySettings
{
    /// <summary>Most people that the service takes at once.</summary>
    public const int LargestBatch = 100;

    /// <summary>The service.</summary>
    public required SoapSettings Soap { get; init; }

    /// <summary>Most people asked for in one call. Default 100, which is the most that the service takes.</summary>
    public int BatchSize { get; init; } = LargestBatch;

    /// <summary>Reads the section <c>Mtess:History</c>; errors are left with the reader.</summary>
    public static HistorySettings Read(SettingsReader section) => new()
    {
        Soap = SoapSettings.Read(section),
        BatchSize = section.Number("BatchSize", LargestBatch, 1, LargestBatch),
    };
}

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
    /// <returns>The settings; null when neither an address nor a caller is named, which is how the service is left out.</returns>
    public static HistorySettings? Read(SettingsReader section)
    {
        var batchSize = section.Number("BatchSize", LargestBatch, 1, LargestBatch);
        return SoapSettings.Read(section) is { } soap ? new HistorySettings { Soap = soap, BatchSize = batchSize } : null;
    }
}

namespace Vamos.Adapters.Mtess;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess.History;
using Vamos.Hosting.Settings;

/// <summary>Which of the ministry's systems are asked, and how. One of them at least.</summary>
public sealed record MtessSettings
{
    /// <summary>The service of workers' histories; null when it is not asked.</summary>
    public HistorySettings? History { get; init; }

    /// <summary>The payrolls; null when none are dropped.</summary>
    public DropSettings? Payrolls { get; init; }

    /// <summary>Reads the section <c>Mtess</c>; errors are left with the reader.</summary>
    public static MtessSettings Read(SettingsReader section)
    {
        var settings = new MtessSettings
        {
            History = HistorySettings.Read(section.Section("History")),
            Payrolls = DropSettings.Read(section.Section("Payrolls")),
        };
        if (settings.History is null && settings.Payrolls is null)
            section.Error("History", "and Payrolls are both missing: at least one of History:Address and Payrolls:Inbox must be there");
        return settings;
    }
}

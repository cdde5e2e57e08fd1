namespace Vamos.Adapters.Drops;

using Vamos.Hosting.Settings;

/// <summary>Where nightly files come in, and when one of them is refused.</summary>
public sealed record DropSettings
{
    /// <summary>The folder in which the files appear. <c>accepted</c> and <c>refused</c> are made in it.</summary>
    public required string Inbox { get; init; }

    /// <summary>The SQLite file that keeps what the accepted files said. Made when it is missing; belongs to one process.</summary>
    public required string Store { get; init; }

    /// <summary>Time between looks into the inbox; a file is taken when two looks find it alike. Default five seconds, 0.1 seconds to an hour.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The share of bad lines, in percent, above which a file is refused whole. Default 5, 0 to 100.</summary>
    public int MostBadLinesPercent { get; init; } = 5;

    /// <summary>Bad lines that are never too many, however short the file. Default 20, 0 to 100,000.</summary>
    public int BadLinesAllowed { get; init; } = 20;

    /// <summary>The share of the rows of the last accepted file, in percent, below which a file is taken for a truncated one. Default 50, 0 to 100.</summary>
    public int FewestRowsPercent { get; init; } = 50;

    /// <summary>Changes that are kept for the change feed; a reader further behind has to read everything anew. Default 500,000.</summary>
    public int ChangesKept { get; init; } = 500_000;

    /// <summary>Reads a section; errors are left with the reader.</summary>
    /// <returns>The settings; null when no inbox is named, which is how an institution says that it drops no files.</returns>
    public static DropSettings? Read(SettingsReader section)
    {
        var inbox = section.OptionalText("Inbox");
        var store = section.OptionalText("Store");
        var settings = new DropSettings
        {
            Inbox = inbox ?? "",
            Store = store ?? "",
            PollInterval = section.Duration("PollInterval", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            MostBadLinesPercent = section.Number("MostBadLinesPercent", 5, 0, 100),
            BadLinesAllowed = section.Number("BadLinesAllowed", 20, 0, 100_000),
            FewestRowsPercent = section.Number("FewestRowsPercent", 50, 0, 100),
            ChangesKept = section.Number("ChangesKept", 500_000, 1_000, 50_000_000),
        };
        if (inbox is null && store is null)
            return null;
        if (inbox is null)
            section.Error("Inbox", "is missing");
        else if (!Directory.Exists(inbox))
            section.Error("Inbox", $"names the folder '{inbox}', which does not exist");
        if (store is null)
            section.Error("Store", "is missing: a file for what the accepted files said");
        else if (inbox is not null && Path.GetDirectoryName(Path.GetFullPath(store)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(inbox)))
            section.Error("Store", "must not lie in the inbox, where every file is taken for one that was dropped");
        return settings;
    }
}

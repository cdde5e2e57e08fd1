namespace Vamos.Adapters.Mds;

using Vamos.Adapters.Drops;
using Vamos.Hosting.Settings;

/// <summary>Where the ministry's legacy database is and how it is read.</summary>
public sealed record MdsSettings
{
    /// <summary>SQLite, unless told otherwise.</summary>
    public MdsEngine Engine { get; init; } = MdsEngine.Sqlite;

    /// <summary>Connection string of the engine. Reading is all that the user of it needs, if <see cref="CreateIndexes"/> is off.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// Creates the indexes on normalised cédulas where they are missing (docs/adapter-mds.md has the statements, for institutions that want to do
    /// it themselves). Without them every lookup reads whole tables. Default: true.
    /// </summary>
    public bool CreateIndexes { get; init; } = true;

    /// <summary>Most people read in one go. Default 200, 1 to 500.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Time that one statement may take. Default five seconds, one second to a minute.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The nightly files; null when none are dropped.</summary>
    public DropSettings? Drops { get; init; }

    /// <summary>Reads the section <c>Mds</c>; errors are left with the reader.</summary>
    public static MdsSettings Read(SettingsReader section) => new()
    {
        Engine = section.Choice("Engine", MdsEngine.Sqlite),
        ConnectionString = section.Text("ConnectionString"),
        CreateIndexes = section.Choice("CreateIndexes", YesOrNo.Yes) == YesOrNo.Yes,
        BatchSize = section.Number("BatchSize", 200, 1, 500),
        CommandTimeout = section.Duration("CommandTimeout", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        Drops = DropSettings.Read(section.Section("Drops")),
    };

    private enum YesOrNo
    {
        Yes,
        No,
    }
}

namespace Vamos.Adapters.Mds;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds.Sql;
using Vamos.Hosting.Settings;

/// <summary>Where the ministry's legacy database is and how it is read.</summary>
public sealed record MdsSettings
{
    /// <summary>
    /// The ADO.NET provider: <c>sqlite</c>, <c>postgresql</c>, or the assembly-qualified name of any other's
    /// <see cref="System.Data.Common.DbProviderFactory"/>. Default: sqlite.
    /// </summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>The file with the assembly of another provider, and beside it what that needs. Without it the adapter's own folder is searched.</summary>
    public string? ProviderAssembly { get; init; }

    /// <summary>Connection string of the provider. Reading is all that the user of it needs, if <see cref="CreateIndexes"/> is off.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>A file with what differs from the queries that the adapter brings; null when nothing does.</summary>
    public string? Queries { get; init; }

    /// <summary>
    /// Creates the indexes by which rows are found where they are missing (docs/adapter-mds.md has the statements, for institutions that want to do
    /// it themselves). Without them every lookup reads whole tables. Default: true.
    /// </summary>
    public bool CreateIndexes { get; init; } = true;

    /// <summary>Most people read in one go. Default 200, 1 to 500.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Time that one statement may take. Default five seconds, one second to a minute.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The nightly files; null when none are dropped.</summary>
    public DropSettings? Drops { get; init; }

    /// <summary>
    /// How far before the latest change the change feed looks again, for rows that were stamped before they were committed: longer than any
    /// transaction of the legacy system. Default ten minutes, one second to a day.
    /// </summary>
    public TimeSpan ChangeOverlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Reads the section <c>Mds</c>; errors are left with the reader.</summary>
    public static MdsSettings Read(SettingsReader section)
    {
        var settings = new MdsSettings
        {
            Provider = section.Text("Provider", "sqlite"),
            ProviderAssembly = section.OptionalText("ProviderAssembly") is null ? null : section.ExistingFile("ProviderAssembly"),
            ConnectionString = section.Text("ConnectionString"),
            Queries = section.OptionalText("Queries") is null ? null : section.ExistingFile("Queries"),
            CreateIndexes = section.Choice("CreateIndexes", YesOrNo.Yes) == YesOrNo.Yes,
            BatchSize = section.Number("BatchSize", 200, 1, 500),
            CommandTimeout = section.Duration("CommandTimeout", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            ChangeOverlap = section.Duration("ChangeOverlap", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Drops = DropSettings.Read(section.Section("Drops")),
        };
        if (new[] { settings.ProviderAssembly, settings.Queries }.All(file => file is null || File.Exists(file)))
            settings.Open(section.Error)?.Dispose();
        return settings;
    }

    /// <summary>Prepares to read, without a connection yet.</summary>
    /// <param name="problem">Told the key and what is wrong with it.</param>
    /// <returns>The database; null when something is wrong.</returns>
    internal MdsDatabase? Open(Action<string, string> problem)
    {
        var problems = 0;
        void Note(string key, string what)
        {
            problems++;
            problem(key, what);
        }

        var provider = MdsProvider.Find(Provider, ProviderAssembly, what => Note("Provider", what));
        var queries = MdsQueries.Read(Provider.ToLowerInvariant(), Queries, what => Note("Queries", what));
        if (provider is null || problems != 0 || ConnectionString.Length == 0)
            return null;
        try
        {
            return new MdsDatabase(this, provider, queries);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // The message may quote the string, and with it the password.
            Note("ConnectionString", $"is none that the provider {Provider} understands");
            return null;
        }
    }

    private enum YesOrNo
    {
        Yes,
        No,
    }
}

namespace Vamos.Cli.Fips.Import;

using System.Text.Json;
using Vamos.Cli.CommandLine;

/// <summary>How far an import has come, kept in the folder of its quarantine, so that the same command goes on where it was interrupted.</summary>
/// <param name="Identity">What is imported.</param>
/// <param name="Settled">Forms of the file, counted from its beginning, of which is known what became.</param>
/// <param name="Lines">Lines that they were read from; 0 where forms are not lines.</param>
/// <param name="Stored">Forms stored.</param>
/// <param name="Repeated">Forms that the registry had already.</param>
/// <param name="Unreadable">Set aside here, since they cannot be read.</param>
/// <param name="Refused">Set aside since the hub refused them.</param>
/// <param name="Complete">Whether the whole file has been gone through.</param>
/// <param name="Files">Length of each file of the quarantine: what a later, interrupted run wrote behind is taken away.</param>
internal sealed record ImportState(
    string Identity,
    long Settled,
    long Lines,
    long Stored,
    long Repeated,
    long Unreadable,
    long Refused,
    bool Complete,
    IReadOnlyDictionary<string, long> Files)
{
    private const string FileName = "import-state.json";

    public static ImportState Begin(string identity) => new(identity, 0, 0, 0, 0, 0, 0, false, new Dictionary<string, long>());

    /// <summary>The state that a folder holds, or the beginning.</summary>
    /// <exception cref="UsageException">The folder belongs to another import.</exception>
    public static ImportState Load(string folder, string identity)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, FileName);
            if (!File.Exists(path))
            {
                return Directory.EnumerateFileSystemEntries(folder).Any()
                    ? throw new UsageException($"--quarantine: {folder} is there and holds something else. Name another folder.")
                    : Begin(identity).Save(folder);
            }

            var state = JsonSerializer.Deserialize<ImportState>(File.ReadAllText(path), JsonText.Options);
            if (state?.Identity != identity)
            {
                throw new UsageException(
                    $"--quarantine: {folder} is that of another file, or of the same with other options. Name another folder, or remove it.");
            }

            state.TakeAwayWhatCameLater(folder);
            return state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"--quarantine: {e.Message}");
        }
    }

    /// <summary>Keeps the state: whole or not at all, whenever the program is interrupted.</summary>
    public ImportState Save(string folder)
    {
        var lengths = Quarantined(folder).ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
        var state = this with { Files = lengths };
        var path = Path.Combine(folder, FileName);
        File.WriteAllText(path + ".new", JsonText.Of(state));
        File.Move(path + ".new", path, overwrite: true);
        return state;
    }

    private void TakeAwayWhatCameLater(string folder)
    {
        foreach (var file in Quarantined(folder))
        {
            if (Files.GetValueOrDefault(file.Name) is not 0 and var length)
            {
                using var stream = file.Open(FileMode.Open, FileAccess.Write);
                stream.SetLength(length);
            }
            else
            {
                file.Delete();
            }
        }
    }

    private static IEnumerable<FileInfo> Quarantined(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles().Where(file => !file.Name.StartsWith(FileName, StringComparison.Ordinal));
}

namespace Vamos.Adapters.Drops;

/// <summary>The folder in which files appear, and those beside it where they end. Nothing is ever deleted or written over.</summary>
internal sealed class DropInbox(string folder)
{
    private const string HashSuffix = ".sha256";
    private const int HashDigits = 64;

    // What was there at the last look; a file that is still being written looks otherwise at the next.
    private Dictionary<string, (long Length, DateTime Written)> _seen = [];

    /// <summary>Where accepted files go.</summary>
    public string Accepted { get; } = Path.Combine(folder, "accepted");

    /// <summary>Where refused files go, with the reason beside them.</summary>
    public string Refused { get; } = Path.Combine(folder, "refused");

    /// <summary>
    /// Files that are there as a whole: those that look as they did at the last look, and are calm then; or that came with a hash, which can tell.
    /// </summary>
    public IReadOnlyList<(FileInfo File, bool IsCalm)> Ready()
    {
        var now = new Dictionary<string, (long, DateTime)>();
        var ready = new List<(FileInfo File, bool IsCalm)>();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => IsDrop(file.Name)))
        {
            var state = (file.Length, file.LastWriteTimeUtc);
            now[file.Name] = state;
            var isCalm = _seen.TryGetValue(file.Name, out var before) && before == state;
            if (isCalm || AnnouncedHash(file) is not null)
                ready.Add((file, isCalm));
        }

        _seen = now;
        // The files of one night before those of the next.
        return [.. ready.OrderBy(one => DropName.Parse(one.File.Name)?.Date ?? DateOnly.MaxValue).ThenBy(one => one.File.Name, StringComparer.Ordinal)];
    }

    /// <summary>The hash that the sender put beside a file; null when there is none, or not all of it yet.</summary>
    public static string? AnnouncedHash(FileInfo file)
    {
        var companion = new FileInfo(file.FullName + HashSuffix);
        if (!companion.Exists || companion.Length is < HashDigits or > 4096)
            return null;
        var digits = File.ReadAllText(companion.FullName).TrimStart().Split(default(char[]), 2, StringSplitOptions.RemoveEmptyEntries)[..1];
        return digits is [{ Length: HashDigits } hash] && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null;
    }

    /// <summary>Moves a file and its hash away; with a reason, to the refused ones.</summary>
    public void Move(FileInfo file, string? reason)
    {
        var target = reason is null ? Accepted : Refused;
        Directory.CreateDirectory(target);
        var path = Free(target, file.Name);
        if (reason is not null)
            File.WriteAllText(path + ".reason.txt", reason + "\n");
        File.Move(file.FullName, path, overwrite: false);
        if (File.Exists(file.FullName + HashSuffix))
            File.Move(file.FullName + HashSuffix, path + HashSuffix, overwrite: false);
        _seen.Remove(file.Name);
    }

    private static bool IsDrop(string name) => !name.StartsWith('.') && Path.GetExtension(name).ToLowerInvariant() is not (".part" or ".tmp" or HashSuffix);

    private static string Free(string target, string name)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var path = Path.Combine(target, name);
        for (var copy = 2; File.Exists(path) || File.Exists(path + HashSuffix); copy++)
            path = Path.Combine(target, $"{stem}.{copy}{extension}");
        return path;
    }
}

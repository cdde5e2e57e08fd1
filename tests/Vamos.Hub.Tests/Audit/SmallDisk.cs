namespace Vamos.Hub.Tests.Audit;

using System.Diagnostics;

/// <summary>A file system of a few megabytes in memory, for a disk that is full. Only root may mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-disk-");

    public static SmallDisk Create(int megabytes)
    {
        var disk = new SmallDisk();
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk._folder.FullName);
        return disk;
    }

    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file that leaves so many bytes.</summary>
    public void Fill(string name, long leaving)
    {
        var block = new byte[64 * 1024];
        var drive = new DriveInfo(_folder.FullName);
        using var file = System.IO.File.Create(File(name), bufferSize: 0);
        try
        {
            while (drive.AvailableFreeSpace - leaving is > 0 and var left)
            {
                file.Write(block, 0, (int)Math.Min(block.Length, left));
                file.Flush();
            }
        }
        catch (IOException) when (leaving == 0)
        {
            // full is what was asked for
        }
    }

    public void Remove(string name) => System.IO.File.Delete(File(name));

    public void Dispose()
    {
        Run("umount", _folder.FullName);
        _folder.Delete(recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(10_000) && process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
    }
}

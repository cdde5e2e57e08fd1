namespace Vamos.Certificates;

/// <summary>Writes files so that a reader sees the old content or the new, and nobody else sees a key.</summary>
internal static class FolderFile
{
    // Ends as the file it becomes does, so that what keeps keys out of version control keeps these out too.
    private const string TemporaryPrefix = ".new-";

    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{folder} cannot be created: {exception.Message}", exception);
        }
    }

    public static void WriteKey(string path, string pem) => Write(path, pem, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    public static void WriteCertificate(string path, string pem) =>
        Write(path, pem, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

    /// <summary>Removes what a writer left that died half-way. Only under the folder's lock.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, TemporaryPrefix + "*"))
            File.Delete(leftover);
    }

    private static void Write(string path, string pem, UnixFileMode mode)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $"{TemporaryPrefix}{Guid.NewGuid():N}-{Path.GetFileName(path)}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        try
        {
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(pem.TrimEnd() + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new CertificateException($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}

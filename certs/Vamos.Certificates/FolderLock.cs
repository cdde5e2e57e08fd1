namespace Vamos.Certificates;

using System.Diagnostics;

/// <summary>
/// Lets one writer at a time into a folder, among threads and among processes. The system frees it when its holder dies;
/// the file stays, since deleting it would let two holders in.
/// </summary>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    public static IDisposable Acquire(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ".lock");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var waited = Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (IsTaken(exception) && waited.Elapsed < Patience)
            {
                cancellationToken.WaitHandle.WaitOne(Pause);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CertificateException(
                    $"{path} cannot be locked ({exception.Message}): another process may be at work there, or the folder may not be written to.",
                    exception);
            }
        }
    }

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows. Anything else will not pass by waiting.
    private static bool IsTaken(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}

namespace Vamos.Adapters.Certification.Checks;

using System.Diagnostics;
using System.Globalization;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Common.V1;

/// <summary>Changes records in the legacy system, by the command that was given for it.</summary>
internal sealed class CausedChanges(ChangeCause cause, TimeProvider time)
{
    private int _made;

    /// <summary>Changes the records of the next person.</summary>
    /// <returns>The person.</returns>
    public async Task<NationalId> MakeAsync(CancellationToken cancellationToken)
    {
        var person = cause.People[_made++ % cause.People.Count];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", cause.Command])
            : new ProcessStartInfo("/bin/sh", ["-c", cause.Command]);
        start.WorkingDirectory = cause.Folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["VAMOS_PERSON"] = person.ToText();
        // Never the same twice, also not in the next run, so that a command may write it into the record.
        start.Environment["VAMOS_CHANGE"] = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        var text = string.Concat(await said).Trim();
        return process.ExitCode == 0 ? person : throw new ChangeCommandException($"changes.command ended with exit code {process.ExitCode}: {text}");
    }

    /// <summary>Whether a message tells of a change of a person.</summary>
    public static Func<WatchChangesResponse, bool> Of(NationalId person) => message => message.NationalId?.Canonical().Equals(person.Canonical()) == true;
}

/// <summary>The command that should have changed records did not.</summary>
internal sealed class ChangeCommandException(string message) : Exception(message);

namespace Vamos.Testing;

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

/// <summary>A PostgreSQL server of our own in a temporary folder. It refuses to run as root, so root hands it to the user that the package made.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string PackageUser = "postgres";

    private readonly string _programs = FindPrograms();
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-postgres-").FullName;
    private readonly int _port = FreePort();

    /// <summary>Starts it.</summary>
    /// <param name="durable">Whether commits reach the disk, to be measured; tests have no use for what a power cut leaves.</param>
    public PostgresServer(bool durable = false)
    {
        var data = Path.Combine(_folder, "data");
        if (Environment.IsPrivilegedProcess)
            Run("chown", PackageUser, _folder);
        RunProgram("initdb", "-D", data, "-U", PackageUser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        RunProgram(
            "pg_ctl", "-D", data, "-w", "-t", "30", "-l", Path.Combine(_folder, "log"),
            "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''{(durable ? "" : " -c fsync=off -c synchronous_commit=off")}", "start");
    }

    /// <summary>For a connection string.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username={PackageUser};Database=postgres";

    public void Dispose()
    {
        RunProgram("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void RunProgram(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", PackageUser, "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // The server that pg_ctl leaves behind keeps the pipes open, so they are not read to their end.
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
            throw new InvalidOperationException($"{program} did not end within a minute.");
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {string.Join(Environment.NewLine, errors)}");
    }

    private static string FindPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        var found = Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        return found.LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("These tests need a PostgreSQL server: install the Debian package 'postgresql'.");
    }

    // Below the ports that the system gives to outgoing connections, lest one of those takes it before the server does.
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one may not be.
            }
        }

        throw new InvalidOperationException("There is no free port between 15000 and 32000.");
    }
}

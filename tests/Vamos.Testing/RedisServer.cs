namespace Vamos.Testing;

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

/// <summary>A real redis-server of its own: free ports on loopback, its own folder, killed when disposed.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int SigStop = 19;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-redis-");
    private Process? _process;

    private RedisServer(TlsFiles? tls) => Tls = tls;

    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    public TlsFiles? Tls { get; }

    /// <summary>For a client.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    public EndPoint EndPoint => new IPEndPoint(IPAddress.Loopback, Port);

    public static async Task<RedisServer> StartAsync(bool tls = false)
    {
        var server = new RedisServer(tls ? TlsFiles.Create() : null);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it on the ports that it had, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server", Arguments()) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("redis-server cannot be started; install it with: apt-get install redis-server", e);
        }

        var said = new StringBuilder();
        _process.OutputDataReceived += (_, line) => { lock (said) said.AppendLine(line.Data); };
        _process.ErrorDataReceived += (_, line) => { lock (said) said.AppendLine(line.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var deadline = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || deadline.Elapsed > _patience)
                throw new InvalidOperationException($"redis-server does not answer on port {Port}: {said}");
            await Task.Delay(10);
        }
    }

    /// <summary>kill -9, as a crash or the system's memory killer would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks it to end in good order.</summary>
    public async Task StopAsync()
    {
        Signal(SigTerm);
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Freezes it: connections stay, nothing answers.</summary>
    public void Freeze() => Signal(SigStop);

    public void Thaw() => Signal(SigCont);

    /// <summary>One command and its reply as text, on a connection that has nothing to do with the client under test.</summary>
    public async Task<string> CommandAsync(string command)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(EndPoint);
        await socket.SendAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        var buffer = new byte[64 * 1024];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        _folder.Delete(recursive: true);
        Tls?.Dispose();
    }

    // Below the ports that the system gives to outgoing connections: a client that keeps trying to connect to such a port
    // while the server is away gets it as its own port one day, is connected to itself, and the server cannot come back.
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // in use
            }
        }

        throw new InvalidOperationException("no free port between 15000 and 32000");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    private List<string> Arguments()
    {
        List<string> arguments =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture),
            "--bind", "127.0.0.1",
            "--dir", _folder.FullName,
            "--save", string.Empty,
            "--appendonly", "no",
            "--daemonize", "no",
            "--loglevel", "warning",
        ];
        if (Tls is not null)
        {
            arguments.AddRange(["--tls-port", TlsPort.ToString(CultureInfo.InvariantCulture)]);
            arguments.AddRange(["--tls-cert-file", Tls.ServerCertificate, "--tls-key-file", Tls.ServerKey]);
            arguments.AddRange(["--tls-ca-cert-file", Tls.Authority]);
        }

        return arguments;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await CommandAsync("PING")).StartsWith("+PONG", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Signal(int signal)
    {
        if (SendSignal(_process!.Id, signal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }
}

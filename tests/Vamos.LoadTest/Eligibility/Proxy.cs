namespace Vamos.LoadTest.Eligibility;

using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vamos.Certificates;

/// <summary>nginx with <c>grpc_pass</c> and nothing else.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly Process _process;

    private Proxy(string folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Address = new Uri($"https://localhost:{port}");
    }

    public Uri Address { get; }

    /// <summary>Starts it; null when it is not installed.</summary>
    public static async Task<Proxy?> StartAsync(string folder, CertificateFolder certificates, string caller, Uri upstream)
    {
        Directory.CreateDirectory(folder);
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            worker_processes auto;
            daemon off;
            pid {{Path.Combine(folder, "nginx.pid")}};
            error_log stderr error;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              upstream echo { server 127.0.0.1:{{upstream.Port}}; keepalive 512; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{port}} ssl http2;
                http2_max_concurrent_streams 1024;
                keepalive_requests 1000000000;
                ssl_certificate {{certificates.CertificatePath("hub")}};
                ssl_certificate_key {{certificates.KeyPath("hub")}};
                ssl_client_certificate {{certificates.AuthorityPath}};
                ssl_verify_client on;
                ssl_protocols TLSv1.3;
                location / {
                  grpc_pass grpcs://echo;
                  grpc_ssl_name localhost;
                  grpc_ssl_protocols TLSv1.3;
                  grpc_ssl_certificate {{certificates.CertificatePath(caller)}};
                  grpc_ssl_certificate_key {{certificates.KeyPath(caller)}};
                }
              }
            }
            """);
        Process process;
        try
        {
            process = Run(folder);
        }
        catch (Win32Exception)
        {
            return null;
        }

        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(port))
        {
            if (process.HasExited || clock.Elapsed > Patience)
                throw new InvalidOperationException("nginx does not answer");
            await Task.Delay(20);
        }

        return new Proxy(folder, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        // its workers end with it only when it is asked
        using (var stop = Run(_folder, "-s", "quit"))
            await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Run(string folder, params string[] more) =>
        Process.Start(new ProcessStartInfo("nginx", ["-p", folder, "-e", "stderr", "-c", Path.Combine(folder, "nginx.conf"), .. more]))!;

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

namespace Vamos.Hub.Tests.Monitoring;

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

/// <summary>A mail server (RFC 5321) that takes what comes.</summary>
internal sealed class MailReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<Letter> _letters = Channel.CreateUnbounded<Letter>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    private MailReceiver()
    {
        _listener.Start();
        _listening = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static MailReceiver Start() => new();

    /// <summary>The next letter about something; others are passed over.</summary>
    public async Task<Letter> NextAsync(string about, TimeSpan limit)
    {
        using var ends = new CancellationTokenSource(limit);
        while (true)
        {
            var letter = await _letters.Reader.ReadAsync(ends.Token);
            if (letter.Subject.Contains(about, StringComparison.Ordinal))
                return letter;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await ServeAsync(client.GetStream());
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var recipients = new List<string>();
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase))
                recipients.Add(line[8..].Trim('<', '>', ' '));
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                _letters.Writer.TryWrite(await ReadAsync(reader, recipients));
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
        }
    }

    private async Task<Letter> ReadAsync(StreamReader reader, List<string> recipients)
    {
        var (headers, body, inBody) = (new List<string>(), new StringBuilder(), false);
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            if (inBody)
                body.Append(line).Append('\n');
            else if (line.Length == 0)
                inBody = true;
            else if (line[0] is ' ' or '\t')
                headers[^1] += line;
            else
                headers.Add(line);
        }

        var isBase64 = headers.Any(h => h.Contains("base64", StringComparison.OrdinalIgnoreCase));
        var text = isBase64
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString()))
            : Decoded(body.ToString().Replace("=\n", "", StringComparison.Ordinal), '=');
        var subject = headers.Single(h => h.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase))[8..].Trim();
        return new Letter(subject.StartsWith("=?", StringComparison.Ordinal) ? Words(subject) : subject, text, [.. recipients]);
    }

    // RFC 2047, as far as this sender writes it
    private static string Words(string header) => string.Concat(header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
    {
        var parts = word.Split('?');
        return parts[2] is "B" or "b" ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[3])) : Decoded(parts[3].Replace('_', ' '), '=');
    }));

    private static string Decoded(string text, char escape)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == escape && i + 2 < text.Length)
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}

/// <summary>A letter that came.</summary>
internal sealed record Letter(string Subject, string Body, IReadOnlyList<string> Recipients);

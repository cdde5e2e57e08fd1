namespace Vamos.LoadTest.Monitor;

using System.Buffers;
using Grpc.Core;
using Vamos.Certificates;
using Vamos.LoadTest.Eligibility;

/// <summary>
/// The command <c>watchers</c>: who watches a hub, in a process of its own, so that the processor's time of the hub's process is the hub's. Nothing that is
/// told is looked into. Says when everybody watches, and at the end how much was told.
/// </summary>
internal static class WatchersCommand
{
    public const string Watching = "watching";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (streams, pages) = (options.Number("streams", 5), options.Number("pages", 5));
        using var identity = CertificateFolder.Open(options.Text("certs")!, TimeProvider.System).LoadIdentity(options.Text("as")!);
        using var connections = new Connections(new Uri(options.Text("exchange")!), identity, Math.Max(1, streams));
        using var http = new HttpClient { BaseAddress = new Uri(options.Text("operations")!) };
        using var ends = new CancellationTokenSource();
        using var tally = new Tally();
        Task[] watchers =
        [
            .. Enumerable.Range(0, streams).Select(i => WatchAsync(connections.Invoker(i), tally, ends.Token)),
            .. Enumerable.Range(0, pages).Select(_ => ViewAsync(http, tally, ends.Token)),
        ];
        await tally.OpenedAsync(streams + pages).WaitAsync(Patience);
        Console.WriteLine(Watching);
        await Console.In.ReadToEndAsync();
        await ends.CancelAsync();
        await Task.WhenAll(watchers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine($"{tally.Exchanges} {tally.Bytes}");
        return 0;
    }

    private static async Task WatchAsync(CallInvoker invoker, Tally tally, CancellationToken cancellation)
    {
        using var call = invoker.AsyncServerStreamingCall(LoadMethods.Watch, null, new CallOptions(LoadMethods.Purpose, cancellationToken: cancellation), []);
        await call.ResponseHeadersAsync;
        tally.Open();
        while (await call.ResponseStream.MoveNext(cancellation))
            tally.Tell(call.ResponseStream.Current.Length);
    }

    private static async Task ViewAsync(HttpClient http, Tally tally, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(new Uri("/monitor/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using var events = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation);
        tally.Open();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        while (await events.ReadAsync(buffer, cancellation) is > 0 and var count)
            tally.View(count);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private sealed class Tally : IDisposable
    {
        private readonly SemaphoreSlim _opened = new(0);
        private long _exchanges;
        private long _bytes;

        public long Exchanges => Interlocked.Read(ref _exchanges);

        public long Bytes => Interlocked.Read(ref _bytes);

        public void Open() => _opened.Release();

        public void Dispose() => _opened.Dispose();

        public async Task OpenedAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await _opened.WaitAsync();
        }

        public void Tell(int bytes)
        {
            Interlocked.Increment(ref _exchanges);
            Interlocked.Add(ref _bytes, bytes);
        }

        public void View(int bytes) => Interlocked.Add(ref _bytes, bytes);
    }
}

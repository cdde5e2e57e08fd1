namespace Vamos.LoadTest.Eligibility;

using System.Diagnostics;
using Grpc.Core;

/// <summary>Callers over a few connections, each with one call in flight, who ask the same questions in turn.</summary>
internal sealed class UnaryLoad(Connections connections, Method<byte[], byte[]> method, byte[][] requests, int callers, int leastAnswer = 1)
{
    /// <summary>Calls for a while; answered calls a second.</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => CallAsync(i, int.MaxValue, () => clock.Elapsed < duration))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Puts every question once.</summary>
    public Task OnceAsync() => Task.WhenAll(Enumerable.Range(0, callers).Select(
        i => Task.Run(() => CallAsync(i, (requests.Length - i + callers - 1) / callers, () => true))));

    /// <summary>One call after the other; the time of each in milliseconds.</summary>
    public async Task<double[]> TimesAsync(int calls)
    {
        var times = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await CallAsync(i % requests.Length, 1, () => true);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        return times;
    }

    /// <summary>What the process allocates for each of some calls, callers included.</summary>
    public async Task<double> AllocationAsync(int calls)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => CallAsync(i, calls / callers, () => true))));
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(calls / callers * callers);
    }

    private async Task<long> CallAsync(int caller, int most, Func<bool> goesOn)
    {
        var invoker = connections.Invoker(caller);
        var options = new CallOptions(LoadMethods.Purpose);
        var next = caller % requests.Length;
        var calls = 0L;
        while (calls < most && goesOn())
        {
            using var call = invoker.AsyncUnaryCall(method, null, options, requests[next]);
            if ((await call.ResponseAsync).Length < leastAnswer)
                throw new InvalidOperationException("the answer is not the one that was asked for");
            calls++;
            next = (next + callers) % requests.Length;
        }

        return calls;
    }
}

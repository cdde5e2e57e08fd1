namespace Vamos.Adapters.Tests.Lab;

using System.Diagnostics;

/// <summary>Waiting for something to happen, with a bound.</summary>
public static class WaitFor
{
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"Waited in vain for {what}.");
            await Task.Delay(20);
        }
    }
}

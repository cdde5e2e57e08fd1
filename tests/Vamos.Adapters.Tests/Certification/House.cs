namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.Population;

/// <summary>An adapter of the house, on simulated legacy systems that run, to be certified like anybody's.</summary>
internal static class House
{
    /// <summary>The present day in Paraguay, so that nothing in the records is of tomorrow.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3)).DateTime);

    /// <summary>The people with a story, and some without.</summary>
    public static SimulatedPopulation Population { get; } = SimulatedPopulation.Generate(1, 500, Today);

    /// <summary>Waits until the adapter took what lies in a folder.</summary>
    public static Task TakenAsync(string inbox) => WaitFor.TrueAsync(() => !Directory.EnumerateFiles(inbox).Any(), "the files to be taken");

    /// <summary>Certifies an adapter that has a change feed; nothing may fail, and nothing but the absence of a feed may be left untried.</summary>
    /// <returns>The report.</returns>
    public static async Task<string> PassesAsync(RunningAdapter adapter, string expectations)
    {
        var certified = await Certified.RunAsync(adapter.Host.Port, expectations);

        Assert.True(certified.ExitCode == 0, certified.Output + certified.Errors);
        Assert.Equal(["changes-not-offered"], certified.Skipped);
        return certified.Output;
    }
}

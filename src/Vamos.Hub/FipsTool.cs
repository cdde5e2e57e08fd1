namespace Vamos.Hub;

using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Vamos.Hub.Configuration;
using Vamos.Hub.Fips.Store;

/// <summary>What the operator does with the registry of household forms by hand: erase a form where the law demands it.</summary>
internal static class FipsTool
{
    private const int ExitOk = 0;
    private const int ExitFound = 9;
    private const int ExitUsage = 64;

    public const string Help = """
          Vamos.Hub fips erase FORM_ID --basis TEXT           erases a form in all its versions; the legal basis is kept. With SQLite while the hub is stopped
        The key Hub:Fips:Database applies. Exit codes: 0 erased, 9 there is no such form or it cannot be reached, 64 the command line.
        """;

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        if (args is not ["erase", { Length: > 0 } form, "--basis", { Length: <= FormErasure.LongestBasis } basis, ..] || string.IsNullOrWhiteSpace(basis))
        {
            await Console.Error.WriteLineAsync(Help);
            return ExitUsage;
        }

        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables().AddCommandLine([.. args.Where(a => a.StartsWith("--Hub:", StringComparison.OrdinalIgnoreCase))]).Build();
        try
        {
            using var store = await FormStore.OpenAsync(HubConfiguration.ReadFips(configuration), time, CancellationToken.None);
            if (await store.Erasure.EraseByLawAsync(form, basis, CancellationToken.None))
            {
                Console.WriteLine("The form is erased; a tombstone with the legal basis stays.");
                return ExitOk;
            }
        }
        catch (DbException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitFound;
        }

        await Console.Error.WriteLineAsync("There is no such form, or it is erased already.");
        return ExitFound;
    }
}

namespace Vamos.Adapters.Hosting;

using Vamos.Adapters.Certification;
using Vamos.Hosting.Logging;
using Vamos.Hosting.Settings;

/// <summary>The program of an adapter: command line, configuration, host. An institution's own program is one call of it.</summary>
public static class AdapterProgram
{
    private const int ExitBadConfiguration = 2;
    private const int ExitPortTaken = 3;

    /// <summary>Runs until the process is told to end.</summary>
    /// <param name="arguments">The command line; <c>--help</c> explains it.</param>
    /// <param name="adapters">The adapters that can be run. Of a single one the institution need not be named.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, IReadOnlyList<AdapterEntry> adapters)
    {
        if (arguments is [CertifyCommand.Name, .. var certify])
            return await CertifyCommand.RunAsync(certify, Console.Out, Console.Error, TimeProvider.System);

        var command = AdapterCommand.Parse(arguments, adapters);
        if (command.ShowHelp)
        {
            Console.WriteLine(AdapterHelp.Of(adapters));
            return 0;
        }

        try
        {
            var (settings, adapter) = command.ReadSettings(TimeProvider.System);
            await using var host = AdapterHost.Create(
                settings, adapter, logging => logging.AddStructured(command.Configuration, settings.Institution, settings.LogDirectory));
            await host.RunAsync();
            return 0;
        }
        catch (SettingsException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitBadConfiguration;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitPortTaken;
        }
    }
}

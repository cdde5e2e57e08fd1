using Vamos.Adapters.Hosting;
using Vamos.Hosting.Logging;
using Vamos.Hosting.Settings;

var command = AdapterCommand.Parse(args);
if (command.ShowHelp)
{
    Console.WriteLine(AdapterCommand.Help);
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
    return 2;
}
catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}

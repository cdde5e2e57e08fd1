namespace Vamos.Sandbox;

using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Vamos.Certificates;
using Vamos.Hosting.Settings;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Hub.Storage;
using Vamos.Sandbox.Control;
using Vamos.Sandbox.Forms;
using Vamos.Sandbox.LegacySystems;

/// <summary>The command line: options, what is printed, and the wait for Ctrl-C.</summary>
internal static class SandboxCommand
{
    private const int ExitCannotStart = 1;

    public static Task<int> RunAsync(string[] args)
    {
        var defaults = new SandboxOptions();
        var seed = Number("--seed", "What the generated people are drawn from; the same seed gives the same people.", defaults.Seed, int.MinValue, int.MaxValue);
        var people = Number("--people", "Generated people, beside the test people.", defaults.People, 0, 2_000_000);
        var directory = Text("--directory", "Folder for data and logs.", defaults.Directory);
        var certificates = Text("--certs", "Folder for the certificates.", defaults.Certificates);
        var agreements = Text("--agreements", "Folder of institutions and agreements. Default: the sandbox's own.", defaults.Agreements);
        var hub = Number("--hub-port", "Port of the hub; 0 lets the system choose.", defaults.HubPort, 0, ushort.MaxValue);
        var operations = Number("--operations-port", "Port of the hub for its operator; 0 lets the system choose.", defaults.OperationsPort, 0, ushort.MaxValue);
        var adapters = Number("--adapter-port", "Port of the first adapter, the others follow; 0 lets the system choose.", defaults.AdapterPort, 0, ushort.MaxValue - 100);

        var control = Number("--control-port", "Port on which legacy systems are told how to behave; 0 lets the system choose.", defaults.ControlPort, 0, ushort.MaxValue);
        var disturb = Disturbances();

        var command = new RootCommand("Starts the hub, adapters and simulated legacy systems, as they would run in production but on embedded defaults.")
        {
            seed, people, directory, certificates, agreements, hub, operations, adapters, control, disturb,
        };
        foreach (var told in ControlCommands.All())
            command.Subcommands.Add(told);
        command.Subcommands.Add(FormFilesCommand.Create());
        command.SetAction((parsed, cancellation) => RunAsync(
            new SandboxOptions
            {
                Seed = parsed.GetValue(seed),
                People = parsed.GetValue(people),
                Directory = parsed.GetValue(directory)!,
                Certificates = parsed.GetValue(certificates)!,
                Agreements = parsed.GetValue(agreements)!,
                HubPort = parsed.GetValue(hub),
                OperationsPort = parsed.GetValue(operations),
                AdapterPort = parsed.GetValue(adapters),
                ControlPort = parsed.GetValue(control),
                Disturbances = parsed.GetValue(disturb)!,
            },
            cancellation));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(SandboxOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var sandbox = await RunningSandbox.StartAsync(options, Console.Out, cancellation);
            Welcome.Print(Console.Out, options, sandbox);
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Console.Out.WriteLine("Stopping.");
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return Fail($"{e.Message} Is another sandbox running? Choose other ports with --hub-port, --operations-port, --adapter-port and --control-port.");
        }
        catch (Exception e) when (e is SettingsException or AgreementsException or StorageException or CertificateException or IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"The sandbox cannot start: {message}");
        return ExitCannotStart;
    }

    internal static Option<int> Number(string name, string description, int fallback, int minimum, int maximum)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && (value < minimum || value > maximum))
                result.AddError($"{name} must be from {minimum} to {maximum}.");
        });
        return option;
    }

    private static Option<Dictionary<string, Disturbance>> Disturbances() => new("--disturb")
    {
        Description = $"How a legacy system behaves from the start, as NAME=HOW; HOW is {Disturbance.Forms}. May be given for several.",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var told = new Dictionary<string, Disturbance>(StringComparer.Ordinal);
            foreach (var token in result.Tokens)
            {
                if (token.Value.Split('=', 2) is [var name, var how] && Disturbance.TryParse(how, out var disturbance))
                    told[name] = disturbance;
                else
                    result.AddError($"--disturb {token.Value}: write NAME=HOW, HOW being {Disturbance.Forms}.");
            }

            return told;
        },
    };

    private static Option<string> Text(string name, string description, string fallback) =>
        new(name) { Description = description, DefaultValueFactory = _ => fallback };
}

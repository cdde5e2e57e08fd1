namespace Vamos.Sandbox.Control;

using System.CommandLine;
using System.Net.Http.Json;
using Vamos.Sandbox.LegacySystems;

/// <summary>Commands to a sandbox that runs: <c>systems</c> and <c>disturb</c>.</summary>
internal static class ControlCommands
{
    private const int ExitNoSandbox = 1;
    private const int ExitRefused = 2;

    private static readonly Option<int> Port = new("--control-port")
    {
        Description = "Port on which the sandbox is told.",
        DefaultValueFactory = _ => new SandboxOptions().ControlPort,
    };

    public static IEnumerable<Command> All()
    {
        var systems = new Command("systems", "Lists the legacy systems of the running sandbox and how they behave.") { Port };
        systems.SetAction((parsed, cancellation) => AskAsync(parsed.GetValue(Port), http => ListAsync(http, cancellation)));
        yield return systems;

        var name = new Argument<string>("system") { Description = "Name of the system, as 'systems' lists it." };
        var how = new Argument<string>("how") { Description = $"How it is to behave from now on: {Disturbance.Forms}." };
        var disturb = new Command("disturb", "Tells a legacy system of the running sandbox how to behave.") { name, how, Port };
        disturb.SetAction((parsed, cancellation) => AskAsync(
            parsed.GetValue(Port), http => DisturbAsync(http, parsed.GetValue(name)!, parsed.GetValue(how)!, cancellation)));
        yield return disturb;
    }

    private static async Task<int> AskAsync(int port, Func<HttpClient, Task<int>> ask)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        try
        {
            return await ask(http);
        }
        catch (HttpRequestException)
        {
            Console.Error.WriteLine($"No sandbox listens on port {port}. Start one, or name its --control-port.");
            return ExitNoSandbox;
        }
    }

    private static async Task<int> ListAsync(HttpClient http, CancellationToken cancellation)
    {
        foreach (var system in await http.GetFromJsonAsync<SystemState[]>("/systems", cancellation) ?? [])
            Console.WriteLine($"{system.Name,-16} {system.Behaviour,-10} {system.Description}");
        return 0;
    }

    private static async Task<int> DisturbAsync(HttpClient http, string name, string how, CancellationToken cancellation)
    {
        using var text = new StringContent(how);
        using var response = await http.PutAsync(new Uri($"/systems/{Uri.EscapeDataString(name)}", UriKind.Relative), text, cancellation);
        if (response.IsSuccessStatusCode)
        {
            Console.WriteLine($"{name} is told: {how}");
            return 0;
        }

        Console.Error.Write(await response.Content.ReadFromJsonAsync<string>(cancellation));
        return ExitRefused;
    }
}

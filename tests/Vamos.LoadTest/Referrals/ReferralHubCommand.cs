namespace Vamos.LoadTest.Referrals;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vamos.Hub;
using Vamos.Hub.Referrals;

/// <summary>The command <c>referral-hub</c>: the hub as a process to be killed, with a catalogue of its own. It prints the port on which it listens.</summary>
internal static class ReferralHubCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        await using var hub = HubHost.Build(settings, parts: parts => parts.AddSingleton<IServiceDirectory, NamedProviders>());
        await hub.StartAsync();
        Console.WriteLine($"port {AddressOf(hub).Port}");
        await hub.WaitForShutdownAsync();
        return 0;
    }

    public static Uri AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a));
        return new Uri($"https://localhost:{addresses.Single(a => a.Scheme == Uri.UriSchemeHttps).Port}");
    }
}

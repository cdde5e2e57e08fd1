namespace Vamos.Sandbox;

/// <summary>What is printed when everything runs.</summary>
internal static class Welcome
{
    public static void Print(TextWriter output, SandboxOptions options, RunningSandbox sandbox)
    {
        output.WriteLine();
        output.WriteLine($"  hub          {sandbox.Hub}  gRPC over mutual TLS");
        output.WriteLine($"               {sandbox.Operations}monitor  the operations room");
        output.WriteLine($"               {sandbox.Operations}health/ready  for its operator");
        foreach (var (institution, address) in sandbox.Adapters)
            output.WriteLine($"  adapter      {address}  {institution}");
        foreach (var system in sandbox.Systems)
            output.WriteLine($"  {system.Name,-16} {system.Description}");
        output.WriteLine($"  misbehave    dotnet run --project src/Vamos.Sandbox -- disturb NAME HOW{ControlPort(options, sandbox)}");
        output.WriteLine($"  certificates {options.Certificates}: {string.Join(", ", RunningSandbox.Institutions)}");
        output.WriteLine($"  logs         {Path.Combine(options.Directory, "logs")}");
        output.WriteLine();
        output.WriteLine("Look a person up, from a second terminal:");
        output.WriteLine();
        output.WriteLine($"  dotnet run --project src/Vamos.Cli -- beneficiary get 99000004 --as utgs{Differing(options, sandbox)}");
        output.WriteLine();
        output.WriteLine("The test people are described in docs/sandbox.md. Ctrl-C stops everything.");
        output.WriteLine("Sandbox ready");
        output.Flush();
    }

    private static string ControlPort(SandboxOptions options, RunningSandbox sandbox) =>
        options.ControlPort == new SandboxOptions().ControlPort ? "" : $" --control-port {sandbox.Control.Port}";

    private static string Differing(SandboxOptions options, RunningSandbox sandbox)
    {
        var defaults = new SandboxOptions();
        var hub = options.HubPort == defaults.HubPort ? "" : $" --hub {sandbox.Hub.GetLeftPart(UriPartial.Authority)}";
        var certificates = options.Certificates == defaults.Certificates ? "" : $" --certs {options.Certificates}";
        return hub + certificates;
    }
}

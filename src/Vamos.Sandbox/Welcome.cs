namespace Vamos.Sandbox;

/// <summary>What is printed when everything runs.</summary>
internal static class Welcome
{
    public static void Print(TextWriter output, SandboxOptions options, RunningSandbox sandbox)
    {
        output.WriteLine();
        output.WriteLine($"  hub          {sandbox.Hub}  gRPC over mutual TLS");
        output.WriteLine($"               {sandbox.Operations}health/ready  for its operator");
        foreach (var (institution, address, legacy) in sandbox.Adapters)
            output.WriteLine($"  adapter {institution,-4} {address}  {legacy}");
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

    private static string Differing(SandboxOptions options, RunningSandbox sandbox)
    {
        var defaults = new SandboxOptions();
        var hub = options.HubPort == defaults.HubPort ? "" : $" --hub {sandbox.Hub.GetLeftPart(UriPartial.Authority)}";
        var certificates = options.Certificates == defaults.Certificates ? "" : $" --certs {options.Certificates}";
        return hub + certificates;
    }
}

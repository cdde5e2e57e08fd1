namespace Vamos.Sandbox.Institutions;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Soap;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;

/// <summary>The Ministry of Labour, Employment and Social Security.</summary>
internal static class MtessInstitution
{
    public static async Task<SimulatedInstitution> StartAsync(SandboxOptions options, SimulatedPopulation population, CancellationToken cancellation)
    {
        // Other people may be in the register than at the last start, so nothing of it is kept.
        var folder = Path.GetFullPath(Path.Combine(options.Directory, "mtess"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var register = EmploymentRegister.Of(population, TimeProvider.System);
        var soap = new MtessSoapOptions();
        var service = await MtessSoapService.StartAsync(register, soap, TimeProvider.System, cancellation);
        var inbox = Path.Combine(folder, "inbox");
        var payrolls = await MtessPayrollFiles.StartAsync(register, inbox, TimeProvider.System, cancellation);
        return new SimulatedInstitution("mtess", [service, payrolls], MtessAdapter.With(new MtessSettings
        {
            History = new HistorySettings { Soap = new SoapSettings { Address = service.Address, User = soap.User, Password = soap.Password } },
            Payrolls = new DropSettings { Inbox = inbox, Store = Path.Combine(folder, "payrolls.db"), PollInterval = TimeSpan.FromSeconds(0.5) },
        }))
        {
            HasReceived = token => SimulatedInstitution.FilesTakenAsync(inbox, token),
        };
    }
}

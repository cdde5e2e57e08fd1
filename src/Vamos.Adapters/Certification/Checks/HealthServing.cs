namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Grpc.Health.V1;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

internal sealed class HealthServing : ICheck
{
    private const string Remedy = "Serve the standard service grpc.health.v1.Health beside AdapterService; most gRPC libraries bring it along.";

    public CheckTitle About { get; } = new(
        "contract",
        "health",
        "The standard health service says that the adapter serves",
        "grpc.health.v1.Health answers SERVING for the empty name and for vamos.adapter.v1.AdapterService, and NOT_FOUND for a service that is not there.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var service in (string[])["", AdapterService.Descriptor.FullName])
        {
            var said = await AskAsync(examination.Wire, service, cancellationToken);
            if (said != "SERVING")
                findings.Defect($"The health of {(service.Length == 0 ? "the server as a whole" : service)} is {said}, not SERVING.", Remedy);
        }

        var unknown = await AskAsync(examination.Wire, "vamos.nothing.v1.NoSuchService", cancellationToken);
        if (unknown is not ("NOT_FOUND" or "UNIMPLEMENTED"))
            findings.Defect($"The health of a service that is not there is {unknown}.", "Answer NOT_FOUND for services that the adapter does not have.");
    }

    internal static async Task<string> AskAsync(AdapterWire wire, string service, CancellationToken cancellationToken)
    {
        try
        {
            var health = await wire.Health.CheckAsync(new HealthCheckRequest { Service = service }, wire.Within(cancellationToken));
            return health.Status.ToString().ToUpperInvariant();
        }
        catch (RpcException e)
        {
            return wire.Refused(e, "Check", null).InWords();
        }
    }
}

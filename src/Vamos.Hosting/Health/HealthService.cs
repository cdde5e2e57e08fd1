namespace Vamos.Hosting.Health;

using System.Collections.Frozen;
using Grpc.Core;
using Grpc.Health.V1;
using Vamos.Contracts.Errors;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

/// <summary>
/// The standard health service of gRPC. The server as a whole (the empty name) and every service that it offers serve from
/// the start of the process until it begins to stop.
/// </summary>
public sealed class HealthService(IEnumerable<string> services, CancellationToken stopping) : Health.HealthBase
{
    private readonly FrozenSet<string> _services = services.Append("").ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!_services.Contains(request.Service))
            throw new ProblemException(Unknown);
        return Task.FromResult(new HealthCheckResponse { Status = Current });
    }

    /// <inheritdoc />
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        if (!_services.Contains(request.Service))
        {
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.ServiceUnknown });
            await Stopping(context.CancellationToken);
            return;
        }

        await responseStream.WriteAsync(new HealthCheckResponse { Status = Current });
        await Stopping(context.CancellationToken);
        if (!context.CancellationToken.IsCancellationRequested)
            await responseStream.WriteAsync(new HealthCheckResponse { Status = ServingStatus.NotServing });
    }

    private static Problem Unknown { get; } = new(
        StatusCode.NotFound, ErrorReasons.ServiceUnknown, "This server has no service of that name.", "Este servidor no tiene un servicio con ese nombre.");

    private ServingStatus Current => stopping.IsCancellationRequested ? ServingStatus.NotServing : ServingStatus.Serving;

    private async Task Stopping(CancellationToken callEnds)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, callEnds);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

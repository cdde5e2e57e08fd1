namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

/// <summary>Tries to get an answer under a certificate that must not get one.</summary>
internal static class Access
{
    /// <summary>Calls every method; each that is not refused is a defect.</summary>
    public static async Task MustBeRefusedAsync(
        Examination examination, CallerCertificate caller, string who, string remedy, Findings findings, CancellationToken cancellationToken)
    {
        using var wire = examination.Connect(caller);
        foreach (var (method, call) in Methods(examination))
        {
            var said = await TryAsync(wire, call, cancellationToken);
            if (said is null or StatusCode.DeadlineExceeded or StatusCode.InvalidArgument or StatusCode.NotFound)
                findings.Defect($"{method} {(said is null ? "answered" : $"gave {Refusal.NameOf(said.Value)} to")} {who}.", remedy);
        }
    }

    private static IEnumerable<(string Method, Func<AdapterWire, CallOptions, Task> Call)> Methods(Examination examination)
    {
        var person = examination.Anybody[0];
        yield return ("Describe", async (wire, options) => await wire.Client.DescribeAsync(new DescribeRequest(), options));
        yield return ("GetRecords", async (wire, options) => await wire.Client.GetRecordsAsync(new GetRecordsRequest { NationalId = person }, options));
        yield return ("BatchGetRecords", async (wire, options) =>
        {
            using var call = wire.Client.BatchGetRecords(options);
            await call.ResponseStream.MoveNext(options.CancellationToken);
        });
        if (!examination.Description.WatchesChanges)
            yield break;
        yield return ("WatchChanges", async (wire, options) =>
        {
            using var call = wire.Client.WatchChanges(new WatchChangesRequest(), options);
            await call.ResponseStream.MoveNext(options.CancellationToken);
        });
    }

    private static async Task<StatusCode?> TryAsync(AdapterWire wire, Func<AdapterWire, CallOptions, Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call(wire, wire.Within(cancellationToken, TimeSpan.FromSeconds(5)));
            return null;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}

namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapter.V1;

internal sealed class UnknownMethod : ICheck
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public CheckTitle About { get; } = new(
        "contract",
        "unknown-method",
        "A method that the adapter does not have is UNIMPLEMENTED",
        "A later version of the contract may have more methods; the hub learns from UNIMPLEMENTED that an adapter is older.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var service in (string[])[AdapterService.Descriptor.FullName, "vamos.adapter.v9.AdapterService"])
        {
            var method = new Method<byte[], byte[]>(MethodType.Unary, service, "NoSuchMethod", Bytes, Bytes);
            var said = "OK";
            try
            {
                await examination.Wire.Invoker.AsyncUnaryCall(method, null, examination.Wire.Within(cancellationToken), []);
            }
            catch (RpcException e)
            {
                said = examination.Wire.Refused(e, "NoSuchMethod", null).InWords();
            }

            if (said != "UNIMPLEMENTED")
                findings.Defect(
                    $"/{service}/NoSuchMethod ended with {said}.",
                    "Leave methods that are not there to the gRPC library, which answers UNIMPLEMENTED.");
        }
    }
}

namespace Vamos.Hub.Tests.Exchange;

using Google.Protobuf.Reflection;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Tests.Running;
using Vamos.ServiceNetwork.V1;

/// <summary>
/// Generated from the contracts: every method that the hub offers is tried by every kind of caller that may not call it. Each is
/// denied with the reason, and each denial is in the log. A method that is added later is tried without a line being written here.
/// </summary>
public sealed class AuthorisationTests
{
    private const string Granted = "PURPOSE_CASE_MANAGEMENT";

    private static readonly MethodDescriptor[] Offered =
        [.. BeneficiaryService.Descriptor.Methods, .. ExchangeService.Descriptor.Methods, .. ServiceNetworkService.Descriptor.Methods];

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    // caller, purpose, reason; see TestAgreements
    private static readonly TimeSpan ShortPatience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(10);

    private static readonly (string Caller, string Purpose, string Reason)[] Denied =
    [
        ("indi", Granted, ErrorReasons.UnknownInstitution),
        ("mspbs", Granted, ErrorReasons.NoAgreement),
        ("minna", Granted, ErrorReasons.AgreementExpired),
        ("utgs", "PURPOSE_BENEFIT_PAYMENT", ErrorReasons.PurposeNotGranted),
        ("utgs", "", ErrorReasons.PurposeRequired),
        ("mds", Granted, ErrorReasons.QuotaExceeded),
    ];

    public static IEnumerable<object[]> Cases =>
        from method in Offered
        from denied in Denied
        where ExchangeMetadata.DataClassOf(method) == DataClass.Personal || !denied.Reason.StartsWith("PURPOSE", StringComparison.Ordinal)
        select new object[] { $"{method.Service.Name}/{method.Name}", denied.Reason };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Method_is_denied_with_the_reason_and_the_denial_is_recorded(string method, string reason)
    {
        var (caller, purpose, _) = Denied.Single(d => d.Reason == reason);
        await using var hub = await RunningHub.StartAsync();
        var invoker = hub.Channel(TestCertificates.Of(caller)).CreateCallInvoker();
        var descriptor = Offered.Single(m => $"{m.Service.Name}/{m.Name}" == method);
        var headers = purpose.Length == 0 ? [] : new Metadata { { ExchangeMetadata.Purpose, purpose } };

        var problem = await Fails.WithAsync(StatusOf(reason), () => UntilDeniedAsync(invoker, descriptor, headers, reason));

        Assert.Equal(reason, problem.Reason);
        var records = (await hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery(), 100, "", CancellationToken.None)).Exchanges;
        var record = Assert.Single(records, r => r.Reason == reason);
        Assert.Equal((caller, ExchangeOutcome.Denied), (record.ConsumerInstitution, record.Outcome));
        Assert.EndsWith(method, record.Method, StringComparison.Ordinal);
        Assert.Empty(record.ReleasedFields);
    }

    private static StatusCode StatusOf(string reason) => reason switch
    {
        ErrorReasons.PurposeRequired => StatusCode.InvalidArgument,
        ErrorReasons.QuotaExceeded => StatusCode.ResourceExhausted,
        _ => StatusCode.PermissionDenied,
    };

    // a quota has to be used up before it denies
    private static async Task UntilDeniedAsync(CallInvoker invoker, MethodDescriptor method, Metadata headers, string reason)
    {
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await CallAsync(invoker, method, headers, reason == ErrorReasons.QuotaExceeded ? ShortPatience : LongPatience);
            }
            catch (RpcException e) when (reason == ErrorReasons.QuotaExceeded && e.StatusCode != StatusCode.ResourceExhausted)
            {
                // let in, and answered one way or another
            }
        }
    }

    private static async Task CallAsync(CallInvoker invoker, MethodDescriptor method, Metadata headers, TimeSpan patience)
    {
        var type = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var raw = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, Raw, Raw);
        var options = new CallOptions(headers, DateTime.UtcNow.AddSeconds(10));
        if (type == MethodType.Unary)
        {
            await invoker.AsyncUnaryCall(raw, null, options, []);
        }
        else if (type == MethodType.ServerStreaming)
        {
            // one that is let in may have nothing to say for a long time
            using var limit = new CancellationTokenSource(patience);
            using var call = invoker.AsyncServerStreamingCall(raw, null, options, []);
            await call.ResponseStream.MoveNext(limit.Token);
        }
        else
        {
            using var call = invoker.AsyncDuplexStreamingCall(raw, null, options);
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
    }
}

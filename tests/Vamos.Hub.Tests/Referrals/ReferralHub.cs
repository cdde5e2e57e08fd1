namespace Vamos.Hub.Tests.Referrals;

using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;
using Vamos.Hub.Referrals;
using Vamos.Hub.Tests.Running;
using Vamos.Referral.V1;

/// <summary>The real hub with a catalogue that the test writes, and its callers.</summary>
internal sealed class ReferralHub : IAsyncDisposable
{
    public const string Person = "99000004";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ReferralHub(RunningHub hub, string agreements) => (Hub, Agreements) = (hub, agreements);

    public RunningHub Hub { get; }

    public string Agreements { get; }

    public static Metadata Purpose { get; } = new() { { ExchangeMetadata.Purpose, "PURPOSE_REFERRAL" }, { ExchangeMetadata.CaseId, "EXP-7" } };

    public static DateTime Deadline => DateTime.UtcNow + Patience;

    public static async Task<ReferralHub> StartAsync(params string[] settings)
    {
        var agreements = ReferralAgreements.Write();
        var hub = await RunningHub.StartAsync(
            [$"--Hub:Agreements:Directory={agreements}", .. settings], parts => parts.AddSingleton<IServiceDirectory>(new KnownServices()), _ => { });
        return new ReferralHub(hub, agreements);
    }

    public ReferralService.ReferralServiceClient As(string institution) => new(Hub.Channel(TestCertificates.Of(institution)));

    public static CreateReferralRequest Request(string person = Person, string service = KnownServices.Course) => new()
    {
        NationalId = new NationalId { Number = person },
        ServiceId = service,
        Reason = "Busca empleo y no tiene oficio.",
        RequestId = Guid.NewGuid().ToString("N"),
    };

    public async Task<Referral> SendAsync(string person = Person, string service = KnownServices.Course, string sender = "mds") =>
        (await As(sender).CreateReferralAsync(Request(person, service), Purpose, Deadline)).Referral;

    public async Task<Referral> AcceptAsync(string id, string receiver = "mtess") => (await As(receiver).AcceptReferralAsync(
        new AcceptReferralRequest { ReferralId = id, RequestId = Guid.NewGuid().ToString("N") }, Purpose, Deadline)).Referral;

    public async Task<ReferralStream> WatchAsync(string institution, ByteString? from = null)
    {
        var call = As(institution).WatchReferrals(new WatchReferralsRequest { ResumeToken = from ?? ByteString.Empty }, Purpose, Deadline);
        // what happens from here on is told
        await call.ResponseHeadersAsync;
        return new ReferralStream(call);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}

/// <summary>An open watch.</summary>
internal sealed class ReferralStream(AsyncServerStreamingCall<WatchReferralsResponse> call) : IDisposable
{
    public async Task<WatchReferralsResponse> NextAsync() =>
        await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : throw new InvalidOperationException("the stream ended");

    public void Dispose() => call.Dispose();
}

namespace Vamos.Hub.Tests.Certificates;

using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Hub.Tests.Running;

/// <summary>A hub, an adapter and a caller that follow the files of one folder, with connections so short-lived that new ones come all the time.</summary>
internal sealed class RotationLab : IAsyncDisposable
{
    public const string Person = "99000001";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(250);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vamos-rotation-");
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _following = [];
    private readonly List<GrpcChannel> _channels = [];

    private RotationLab()
    {
        Folder = CertificateFolder.Open(_directory.FullName, TimeProvider.System);
        Folder.Ensure(["hub", "mds", "utgs", "minna"], TimeSpan.FromDays(90), TimeSpan.FromDays(1));
    }

    public CertificateFolder Folder { get; }

    public RunningHub Hub { get; private set; } = null!;

    public ScriptedAdapter Adapter { get; private set; } = null!;

    public TlsIdentitySource AdapterIdentity { get; private set; } = null!;

    public TlsIdentitySource HubIdentity => Hub.Part<TlsIdentitySource>();

    public static async Task<RotationLab> StartAsync()
    {
        var lab = new RotationLab();
        lab.AdapterIdentity = lab.Follow("mds");
        lab.Adapter = await ScriptedAdapter.StartAsync("mds", identity: lab.AdapterIdentity);
        lab.Adapter.Knows(Person);
        string[] settings =
        [
            $"--Hub:Tls:Authority={lab.Folder.AuthorityPath}", $"--Hub:Tls:Certificate={lab.Folder.CertificatePath("hub")}",
            $"--Hub:Tls:Key={lab.Folder.KeyPath("hub")}", "--Hub:Sources:0:Timeout=00:00:20",
        ];
        lab.Hub = await RunningHub.StartAsync(settings, services => Hurry((TlsIdentitySource)services.GetService(typeof(TlsIdentitySource))!), ("mds", lab.Adapter.Address));
        await lab.Hub.DescribedAsync();
        return lab;
    }

    /// <summary>A caller's identity that follows its files.</summary>
    public TlsIdentitySource Follow(string institution)
    {
        var source = Hurry(Folder.OpenIdentity(institution));
        _following.Add(Task.Run(() => source.FollowAsync(_end.Token)));
        return source;
    }

    public BeneficiaryService.BeneficiaryServiceClient Caller(TlsIdentitySource identity, TimeSpan? lifetime = null)
    {
        var handler = identity.CreateHttpHandler("hub");
        handler.PooledConnectionLifetime = lifetime ?? Lifetime;
        var channel = GrpcChannel.ForAddress(Hub.Exchange, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        _channels.Add(channel);
        return new(channel);
    }

    /// <summary>One lookup: what the adapter's part of it became.</summary>
    public static async Task<SourceState> AskAsync(BeneficiaryService.BeneficiaryServiceClient caller)
    {
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = Person }, MaxAge = new Google.Protobuf.WellKnownTypes.Duration() };
        var response = await caller.GetBeneficiaryAsync(request, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(20));
        return response.Beneficiary.Sources.Single(source => source.Institution == "mds").State;
    }

    public static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, $"not within 20 s: {what}");
            await Task.Delay(20);
        }
    }

    public static Task UntilAsync(string what, Func<bool> condition) => UntilAsync(what, () => Task.FromResult(condition()));

    public static async Task<bool> IsRefusedAsync(BeneficiaryService.BeneficiaryServiceClient caller)
    {
        try
        {
            await AskAsync(caller);
            return false;
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.DeadlineExceeded)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await Hub.DisposeAsync();
        await Adapter.DisposeAsync();
        await _end.CancelAsync();
        await Task.WhenAll(_following);
        _end.Dispose();
        _directory.Delete(recursive: true);
    }

    private static TlsIdentitySource Hurry(TlsIdentitySource source)
    {
        source.ConnectionLifetime = Lifetime;
        source.Quiet = TimeSpan.FromMilliseconds(50);
        source.Interval = TimeSpan.FromMilliseconds(500);
        return source;
    }
}

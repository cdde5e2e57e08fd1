namespace Vamos.Clients;

using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vamos.Certificates;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Calls;
using Vamos.Clients.Connections;
using Vamos.Clients.Eligibility;
using Vamos.Clients.Exchanges;
using Vamos.Clients.Failures;
using Vamos.Clients.Fips;
using Vamos.Clients.Referrals;
using Vamos.Clients.ServiceNetwork;

/// <summary>
/// The way to one hub as one institution. Safe for all threads at once; made to live as long as the application. Connects
/// with the first call, and again by itself when the connection is lost.
/// </summary>
public sealed class VamosConnection : IDisposable
{
    private readonly TlsIdentitySource _identity;
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _closed = new();

    private VamosConnection(TlsIdentitySource identity, GrpcChannel channel, CallInvoker invoker, TimeProvider time)
    {
        _identity = identity;
        _channel = channel;
        CallInvoker = invoker;
        Time = time;
        Beneficiaries = new BeneficiaryClient(this);
        Eligibility = new EligibilityClient(this);
        Forms = new FormsClient(this);
        ServiceNetwork = new ServiceNetworkClient(this);
        Referrals = new ReferralClient(this);
        Receipts = new ReceiptClient(this);
        Accesses = new AccessClient(this);
        Traffic = new TrafficClient(this);
        _ = Task.Run(() => identity.FollowAsync(_closed.Token));
    }

    /// <summary>People across all institutions.</summary>
    public BeneficiaryClient Beneficiaries { get; }

    /// <summary>Decisions by the rules of programmes.</summary>
    public EligibilityClient Eligibility { get; }

    /// <summary>Integrated household forms, and what people are protected by.</summary>
    public FormsClient Forms { get; }
    /// <summary>What help exists where.</summary>
    public ServiceNetworkClient ServiceNetwork { get; }

    /// <summary>People who are sent to services, ours and others'.</summary>
    public ReferralClient Referrals { get; }

    /// <summary>Proofs of our own exchanges.</summary>
    public ReceiptClient Receipts { get; }

    /// <summary>Who saw a person's data; for institutions with the monitor role.</summary>
    public AccessClient Accesses { get; }

    /// <summary>The traffic through the hub, and how the sources are.</summary>
    public TrafficClient Traffic { get; }

    /// <summary>
    /// For the generated stubs: <c>new BeneficiaryService.BeneficiaryServiceClient(connection.CallInvoker)</c>. Their calls have
    /// the same deadline, declarations, retries and exceptions as those of the typed clients.
    /// </summary>
    public CallInvoker CallInvoker { get; }

    /// <summary>The institution that our certificate names; empty when an outside authority issued it without naming one.</summary>
    public string Institution => _identity.Institution;

    /// <summary>
    /// How our certificate and the revocation lists stand. Changed files are used for new connections without further ado; those that cannot
    /// be used show here.
    /// </summary>
    public TlsIdentityState Certificate => _identity.State;

    internal TimeProvider Time { get; }

    /// <summary>Opens a connection. Nothing is sent before the first call.</summary>
    /// <param name="options">Where the hub is and who we are.</param>
    /// <param name="time">The clock of deadlines, waits and certificates; the system's when null.</param>
    /// <param name="loggers">Where the gRPC runtime logs; nowhere when null.</param>
    /// <exception cref="OptionsValidationException">Options break their rules; holds all errors.</exception>
    /// <exception cref="CertificateException">The certificates cannot be used; says why, and what to do.</exception>
    public static VamosConnection Open(VamosClientOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        VamosClientOptionsValidator.ThrowIfInvalid(options);

        var clock = time ?? TimeProvider.System;
        var identity = TlsIdentitySource.Open(options.AuthorityPath, options.CertificatePath, options.KeyPath, time: clock);
        var channel = GrpcChannel.ForAddress(options.HubAddress, new GrpcChannelOptions
        {
            HttpHandler = HubHandler.Create(identity, options.ExpectedInstitution),
            DisposeHttpClient = true,
            LoggerFactory = loggers,
            MaxReceiveMessageSize = options.MaxMessageSize,
            MaxSendMessageSize = options.MaxMessageSize,
        });
        return new VamosConnection(identity, channel, Pipeline(channel, options, identity, clock), clock);
    }

    /// <summary>Cancels the calls that still run and closes the connection.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _channel.Dispose();
        _closed.Dispose();
        _identity.Dispose();
    }

    /// <summary>What is particular about one call, for a stub.</summary>
    internal CallOptions OptionsOf(CallDeclaration? declaration, TimeSpan? deadline, CancellationToken cancellation)
    {
        var headers = new Metadata();
        foreach (var (key, value) in declaration?.Entries() ?? [])
            headers.Add(key, value);
        return new CallOptions(headers, deadline is { } time ? (Time.GetUtcNow() + time).UtcDateTime : null, cancellation);
    }

    // What every call passes on its way out, in this order; its failure comes back in the opposite one.
    private static CallInvoker Pipeline(GrpcChannel channel, VamosClientOptions options, TlsIdentitySource identity, TimeProvider time)
    {
        List<Interceptor> steps =
        [
            new FailureInterceptor(new FailureTranslation(options.HubAddress, identity.Institution)),
            new DeadlineInterceptor(options.Deadline, time),
            new DeclarationInterceptor(options.Purpose, options.Declaration),
        ];
        if (options.Retries)
            steps.Add(new RetryInterceptor(new RetrySchedule(options.MaxAttempts, options.RetryDelay, options.MaxRetryDelay), time));
        return channel.Intercept([.. steps]);
    }
}

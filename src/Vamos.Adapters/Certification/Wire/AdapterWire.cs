namespace Vamos.Adapters.Certification.Wire;

using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;

/// <summary>A connection to an adapter, which knows nothing of it but the contract.</summary>
internal sealed class AdapterWire : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly GrpcChannel _channel;
    private readonly TimeSpan _callTime;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<Refusal> _refusals;
    private volatile string? _serverInstitution;

    public AdapterWire(
        Uri address, TlsIdentity trust, CallerCertificate caller, TimeSpan callTime, TimeProvider time, ConcurrentQueue<Refusal> refusals)
    {
        _callTime = callTime;
        _time = time;
        _refusals = refusals;
        _handler = trust.CreateHttpHandler();
        _handler.SslOptions.ClientCertificateContext = caller.Context;
        var trusts = _handler.SslOptions.RemoteCertificateValidationCallback!;
        _handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            ReadInstitution(certificate);
            return trusts(sender, certificate, chain, errors);
        };
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = _handler });
        Client = new AdapterService.AdapterServiceClient(_channel);
        Health = new Health.HealthClient(_channel);
    }

    public AdapterService.AdapterServiceClient Client { get; }

    public Health.HealthClient Health { get; }

    /// <summary>Calls what the contract does not have.</summary>
    public CallInvoker Invoker => _channel.CreateCallInvoker();

    /// <summary>The institution of the adapter's certificate; null when it names none, or before the first call.</summary>
    public string? ServerInstitution => _serverInstitution;

    /// <summary>Every error that the adapter gave so far, on any connection.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>With the usual time limit, or another.</summary>
    public CallOptions Within(CancellationToken cancellationToken, TimeSpan? limit = null) =>
        new(deadline: _time.GetUtcNow().UtcDateTime + (limit ?? _callTime), cancellationToken: cancellationToken);

    /// <summary>Asks about one person.</summary>
    public async Task<Outcome> AskAsync(NationalId? person, IEnumerable<FactKind> kinds, CancellationToken cancellationToken)
    {
        try
        {
            var response = await Client.GetRecordsAsync(new GetRecordsRequest { NationalId = person, Kinds = { kinds } }, Within(cancellationToken));
            return Outcome.Of(response.Records);
        }
        catch (RpcException e)
        {
            return new Outcome(null, Refused(e, "GetRecords", person));
        }
    }

    /// <summary>Asks about many over one stream, to its end.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="pauses">Where to dawdle.</param>
    /// <param name="limit">How long it may take altogether, without the pauses.</param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    public async Task<BatchOutcome> BatchAsync(
        IReadOnlyList<BatchGetRecordsRequest> questions, BatchPauses pauses, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var call = Client.BatchGetRecords(Within(cancellationToken, limit + pauses.BeforeSending + pauses.BeforeReading));
        var sending = SendAsync(call.RequestStream, questions, pauses.BeforeSending, cancellationToken);
        var answers = new List<BatchGetRecordsResponse>();
        Refusal? refusal = null;
        try
        {
            await Task.Delay(pauses.BeforeReading, _time, cancellationToken);
            while (await call.ResponseStream.MoveNext(cancellationToken))
                answers.Add(call.ResponseStream.Current);
        }
        catch (RpcException e)
        {
            refusal = Refused(e, "BatchGetRecords", null);
        }

        await sending;
        foreach (var error in answers.Where(answer => answer.Error is not null))
            _refusals.Enqueue(Refusal.Of(error.Error, "BatchGetRecords", questions.FirstOrDefault(q => q.CorrelationId == error.CorrelationId)?.NationalId));
        return new BatchOutcome(answers, refusal);
    }

    /// <summary>Keeps an error, for the check of what errors say.</summary>
    public Refusal Refused(RpcException e, string method, NationalId? person)
    {
        var refusal = Refusal.Of(e, method, person);
        _refusals.Enqueue(refusal);
        return refusal;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _handler.Dispose();
    }

    private async Task SendAsync(
        IClientStreamWriter<BatchGetRecordsRequest> stream,
        IReadOnlyList<BatchGetRecordsRequest> questions,
        TimeSpan pause,
        CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, _time, cancellationToken);
            foreach (var question in questions)
                await stream.WriteAsync(question, cancellationToken);
            await stream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // The adapter ended the stream early. How it did shows where the answers are read.
        }
    }

    private void ReadInstitution(X509Certificate? certificate)
    {
        if (certificate is null)
            return;
        using var full = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        _serverInstitution = InstitutionName.TryRead(full, out var code) ? code : null;
    }
}

/// <summary>Where a batch dawdles.</summary>
/// <param name="BeforeSending">Between opening the stream and the first question.</param>
/// <param name="BeforeReading">Between opening the stream and the first answer that is read.</param>
internal readonly record struct BatchPauses(TimeSpan BeforeSending = default, TimeSpan BeforeReading = default);

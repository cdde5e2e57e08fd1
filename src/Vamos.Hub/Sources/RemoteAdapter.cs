namespace Vamos.Hub.Sources;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>An adapter in a process of its own, asked over gRPC. It connects when it is first asked.</summary>
public sealed class RemoteAdapter : IAdapterLine
{
    private readonly GrpcChannel _channel;
    private readonly AdapterService.AdapterServiceClient _client;

    /// <param name="address">Where the adapter listens.</param>
    /// <param name="handler">How bytes travel to it; owned by the line from here on.</param>
    /// <param name="maxMessageBytes">Largest answer that is read.</param>
    public RemoteAdapter(Uri address, HttpMessageHandler handler, int maxMessageBytes)
    {
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = maxMessageBytes,
        });
        _client = new AdapterService.AdapterServiceClient(_channel);
    }

    /// <inheritdoc />
    public async Task<DescribeResponse> DescribeAsync(DateTime deadline, CancellationToken cancellation) =>
        await _client.DescribeAsync(new DescribeRequest(), deadline: deadline, cancellationToken: cancellation);

    /// <inheritdoc />
    public async Task<PersonRecords?> GetRecordsAsync(NationalId person, IReadOnlySet<FactKind> kinds, DateTime deadline, CancellationToken cancellation)
    {
        var request = new GetRecordsRequest { NationalId = person, Kinds = { kinds } };
        return (await _client.GetRecordsAsync(request, deadline: deadline, cancellationToken: cancellation)).Records;
    }

    // reads while it writes: an adapter that cannot keep up stops reading until its answers are taken
    /// <inheritdoc />
    public async Task GetManyAsync(
        IReadOnlyList<NationalId> people,
        IReadOnlySet<FactKind> kinds,
        Action<BatchGetRecordsResponse> take,
        DateTime deadline,
        CancellationToken cancellation)
    {
        using var call = _client.BatchGetRecords(deadline: deadline, cancellationToken: cancellation);
        var asking = WriteAsync(call.RequestStream);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellation))
                take(call.ResponseStream.Current);
            await asking;
        }
        catch (IOException e)
        {
            // a connection that breaks while it is written to does not always show as a status
            throw new RpcException(new Status(StatusCode.Unavailable, "The connection broke.", e));
        }
        finally
        {
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task WriteAsync(IClientStreamWriter<BatchGetRecordsRequest> questions)
        {
            for (var i = 0; i < people.Count; i++)
                await questions.WriteAsync(new BatchGetRecordsRequest { CorrelationId = i, NationalId = people[i], Kinds = { kinds } }, cancellation);
            await questions.CompleteAsync();
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WatchChangesResponse> WatchAsync(ByteString token, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var call = _client.WatchChanges(new WatchChangesRequest { ResumeToken = token }, cancellationToken: cancellation);
        while (await call.ResponseStream.MoveNext(cancellation))
            yield return call.ResponseStream.Current;
    }

    /// <inheritdoc />
    public void Dispose() => _channel.Dispose();
}

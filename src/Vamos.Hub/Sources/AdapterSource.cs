namespace Vamos.Hub.Sources;

using System.Collections.Frozen;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Configuration;

/// <summary>
/// One institution's adapter, seen from the hub. Asking it never throws but for the caller's own cancellation: whatever
/// goes wrong becomes the state of the answer, in words that keep the adapter's internals to themselves.
/// </summary>
public sealed class AdapterSource : IDisposable
{
    private readonly SourceSettings _settings;
    private readonly GrpcChannel _channel;
    private readonly AdapterService.AdapterServiceClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger<AdapterSource> _log;
    private volatile FrozenSet<FactKind>? _offered;

    /// <summary>Makes the source; it connects when it is first asked.</summary>
    /// <param name="settings">Where the adapter is and how long it may take.</param>
    /// <param name="handler">How bytes travel to the adapter; owned by the source from here on.</param>
    /// <param name="maxMessageBytes">Largest answer that is read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AdapterSource(SourceSettings settings, HttpMessageHandler handler, int maxMessageBytes, TimeProvider time, ILogger<AdapterSource> log)
    {
        _settings = settings;
        _time = time;
        _log = log;
        _channel = GrpcChannel.ForAddress(settings.Address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = maxMessageBytes,
        });
        _client = new AdapterService.AdapterServiceClient(_channel);
    }

    /// <summary>Code of the institution.</summary>
    public string Institution => _settings.Institution;

    /// <summary>True once the adapter has said what it offers.</summary>
    public bool Described => _offered is not null;

    /// <summary>Whether asking for these kinds makes sense. An adapter that has not described itself yet is asked for anything.</summary>
    public bool Offers(IReadOnlySet<FactKind> kinds) => kinds.Count != 0 && (_offered is not { } offered || offered.Overlaps(kinds));

    /// <summary>Asks the adapter what it offers; false when it did not say so, or said it for another institution.</summary>
    public async Task<bool> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            var description = await _client.DescribeAsync(new DescribeRequest(), deadline: Deadline(_settings.Timeout), cancellationToken: cancellation);
            if (description.Institution != Institution)
            {
                SourcesLog.DescribesAnother(_log, Institution);
                return false;
            }

            _offered = description.OfferedFacts.Select(o => o.Kind).ToFrozenSet();
            SourcesLog.Described(_log, Institution, description.AdapterVersion, _offered.Count);
            return true;
        }
        catch (RpcException e)
        {
            if (!cancellation.IsCancellationRequested)
                SourcesLog.DoesNotDescribe(_log, Institution, e.StatusCode);
            return false;
        }
    }

    /// <summary>Asks about one person.</summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="kinds">Kinds of fact that are wanted.</param>
    /// <param name="budget">Most time that this caller can spare; the source's own timeout may be shorter.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<SourceAnswer> AskAsync(NationalId nationalId, IReadOnlySet<FactKind> kinds, TimeSpan budget, CancellationToken cancellation)
    {
        var request = new GetRecordsRequest { NationalId = nationalId, Kinds = { kinds } };
        var allowed = budget < _settings.Timeout ? budget : _settings.Timeout;
        var hop = new ExchangeHop { Institution = Institution, RequestTime = Now() };
        try
        {
            var response = await _client.GetRecordsAsync(request, deadline: Deadline(allowed), cancellationToken: cancellation);
            return Judge(nationalId, response.Records) with { Hop = Ended(hop, StatusCode.OK) };
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException e)
        {
            SourcesLog.Failed(_log, Institution, e.StatusCode);
            return Failed(e) with { Hop = Ended(hop, e.StatusCode) };
        }
    }

    /// <inheritdoc />
    public void Dispose() => _channel.Dispose();

    private SourceAnswer Judge(NationalId asked, PersonRecords? records)
    {
        if (AnswerContract.Broken(asked, Institution, records) is { } broken)
        {
            SourcesLog.BreaksContract(_log, Institution, broken);
            return Answer(SourceState.InvalidAnswer, "The institution's adapter answered in a way that does not follow the contract.");
        }

        if (!records!.Found)
            return Answer(SourceState.NotFound, "", Provenance());

        return records.Issues.Count == 0
            ? Answer(SourceState.Ok, "", Provenance(), records)
            : Answer(SourceState.Partial, Shortcomings(records.Issues), Provenance(), records);
    }

    // an issue without a key is of a whole system of the institution
    private static string Shortcomings(IReadOnlyCollection<RecordIssue> issues)
    {
        var absent = issues.Where(i => i.RecordKey.Length == 0).Select(i => i.RecordSource).Distinct(StringComparer.Ordinal).ToArray();
        var setAside = issues.Count(i => i.RecordKey.Length != 0);
        return string.Join(' ', new[]
        {
            absent.Length == 0 ? "" : $"Missing from the answer: {string.Join(", ", absent)}.",
            setAside == 0 ? "" : $"{setAside} record(s) could not be translated and were set aside.",
        }.Where(sentence => sentence.Length != 0));
    }

    private SourceAnswer Failed(RpcException failure) => failure.StatusCode switch
    {
        _ when failure.Status.DebugException is HttpRequestException => Answer(SourceState.Unavailable, "The institution cannot be reached."),
        StatusCode.DeadlineExceeded => Answer(SourceState.TimedOut, "The institution did not answer in time."),
        StatusCode.Unavailable => Answer(SourceState.Unavailable, "The institution cannot be reached."),
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => Answer(SourceState.Unavailable, "The institution's adapter refuses the hub."),
        StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.ResourceExhausted
            or StatusCode.Cancelled or StatusCode.OutOfRange =>
            Answer(SourceState.InvalidAnswer, "The institution's adapter answered in a way that does not follow the contract."),
        _ => Answer(SourceState.Unavailable, "The institution's adapter could not answer."),
    };

    private SourceAnswer Answer(SourceState state, string detail, Provenance? provenance = null, PersonRecords? records = null) =>
        new(new SourceStatus { Institution = Institution, State = state, Detail = detail, Provenance = provenance }, records, null);

    private ExchangeHop Ended(ExchangeHop hop, StatusCode code)
    {
        hop.ResponseTime = Now();
        hop.StatusCode = (int)code;
        return hop;
    }

    private Provenance Provenance() => new() { Institution = Institution, RetrievedAt = Now() };

    private Timestamp Now() => Timestamp.FromDateTimeOffset(_time.GetUtcNow());

    private DateTime Deadline(TimeSpan after) => _time.GetUtcNow().UtcDateTime + after;
}

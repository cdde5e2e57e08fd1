namespace Vamos.Adapters.Hosting;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

/// <summary>The adapter's contract, mapped onto an institution.</summary>
internal sealed class AdapterEndpoint(
    IInstitutionAdapter adapter, RecordsReader reader, ChangeFeed? changes, LegacySystemState state, ILogger<AdapterEndpoint> logger)
    : AdapterService.AdapterServiceBase
{
    private readonly DescribeResponse _description = adapter.Describe();
    private readonly FactKinds _offered = FactKinds.Of(adapter.Describe().OfferedFacts.Select(fact => fact.Kind));

    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) => Task.FromResult(_description);

    public override async Task<GetRecordsResponse> GetRecords(GetRecordsRequest request, ServerCallContext context)
    {
        if (Flaw(request.NationalId) is { } flaw)
            throw new ProblemException(flaw);
        var kinds = Wanted(request.Kinds);
        if (kinds.IsEmpty || !request.NationalId.IsParaguayan)
            return new GetRecordsResponse { Records = Nothing(request.NationalId) };
        ThrowIfNotOpen();
        var records = (await reader.ReadAsync([request.NationalId.Canonical()], kinds, context.CancellationToken))[0];
        return RecordsReader.WhyNot(records) is { } problem ? throw new ProblemException(problem) : new GetRecordsResponse { Records = records };
    }

    public override Task BatchGetRecords(
        IAsyncStreamReader<BatchGetRecordsRequest> requestStream, IServerStreamWriter<BatchGetRecordsResponse> responseStream, ServerCallContext context)
    {
        ThrowIfNotOpen();
        var call = new BatchCall(reader, _description.BatchSize, Flaw, Wanted, logger);
        return call.RunAsync(requestStream, responseStream, context.CancellationToken);
    }

    public override Task WatchChanges(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context)
    {
        if (changes is null)
            throw new ProblemException(AdapterProblems.ChangesNotOffered);
        ThrowIfNotOpen();
        return changes.WatchAsync(request, responseStream, context.CancellationToken);
    }

    internal static PersonRecords Nothing(NationalId person) => new() { NationalId = person, Found = false };

    private static Problem? Flaw(NationalId? person)
    {
        if (person is null)
            return Problem.InvalidRequest([new ProblemField("national_id", "is required")]);
        var violations = person.Violations("national_id").Select(violation => new ProblemField(violation.Field, violation.Description)).ToArray();
        return violations.Length == 0 ? null : Problem.InvalidRequest(violations);
    }

    private FactKinds Wanted(IEnumerable<FactKind> kinds)
    {
        var wanted = FactKinds.Of(kinds);
        return wanted.IsEmpty ? _offered : wanted.Intersect(_offered);
    }

    private void ThrowIfNotOpen()
    {
        if (!state.IsOpen)
            throw new ProblemException(AdapterProblems.LegacySystemUnavailable);
    }
}

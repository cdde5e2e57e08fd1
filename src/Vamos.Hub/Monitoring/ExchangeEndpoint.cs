namespace Vamos.Hub.Monitoring;

using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Subjects;
using Vamos.Hub.Monitoring.Traffic;
using Vamos.Trust.Agreements;

/// <summary>ExchangeService over gRPC: the proofs of the exchange log, and who saw a person's data.</summary>
[BindServiceMethod(typeof(ExchangeEndpoint), nameof(Bind))]
public sealed partial class ExchangeEndpoint(
    AuditReceipts receipts,
    ExchangeHistory history,
    SubjectKeys subjects,
    ExchangeWatch watch,
    TrafficMinutes minutes,
    SourceReport sources,
    MonitorRole monitor,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : ExchangeService.ExchangeServiceBase
{
    private const int DefaultPage = 50;
    private const int LargestPage = 1000;

    // a record is covered by the next checkpoint, which comes within a second or so
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        RefuseIf(request.ExchangeId.Length == 0, "exchange_id", "is required: the trailer vamos-exchange-id of the call");
        var receipt = await receipts.FindAsync(request.ExchangeId, Patience, context.CancellationToken);

        // another institution's exchange is as unknown as one that never was
        return receipt is not null && ExchangeRecord.Parser.ParseFrom(receipt.Record).ConsumerInstitution == Consumer(context)
            ? new GetReceiptResponse { Receipt = receipt }
            : throw new ProblemException(NoSuchExchange);
    }

    /// <inheritdoc />
    public override async Task<GetCheckpointResponse> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context) =>
        new() { Checkpoint = await receipts.CheckpointAsync(context.CancellationToken) ?? throw new ProblemException(NoCheckpoint) };

    /// <inheritdoc />
    public override async Task<GetConsistencyProofResponse> GetConsistencyProof(GetConsistencyProofRequest request, ServerCallContext context)
    {
        RefuseIf(request.FirstTreeSize < 0, "first_tree_size", "must not be negative");
        RefuseIf(request.SecondTreeSize < 0, "second_tree_size", "must not be negative");
        var answer = await receipts.ConsistencyAsync(request.FirstTreeSize, request.SecondTreeSize, context.CancellationToken)
            ?? throw new ProblemException(NoCheckpoint);
        return new GetConsistencyProofResponse { Proof = { answer.Proof.Select(ByteString.CopyFrom) }, Checkpoint = answer.Checkpoint };
    }

    /// <inheritdoc />
    public override async Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, ServerCallContext context)
    {
        var fields = request.NationalId is { } id ? id.Violations("national_id") : [("national_id", "is required")];
        Refuse([.. fields.Select(v => new ProblemField(v.Item1, v.Item2))]);
        RefuseIf(request.PageSize < 0, "page_size", "must not be negative");

        var query = new ExchangeQuery { Subjects = subjects.AllHashes(request.NationalId.Canonical()) };
        var page = await PageAsync(query, request.PageSize, request.PageToken, context.CancellationToken);
        // who else was in the same exchange is not the person's to know
        foreach (var exchange in page.Exchanges)
            exchange.FurtherSubjectHashes.Clear();
        return new ListAccessesResponse { Exchanges = { page.Exchanges }, NextPageToken = page.NextPageToken };
    }

    private static string Consumer(ServerCallContext context) =>
        context.GetHttpContext().Features.GetRequiredFeature<MethodGrant>().Agreement.Parties.Consumer;

    private async Task<ExchangePage> PageAsync(ExchangeQuery query, int size, string token, CancellationToken cancellation)
    {
        try
        {
            return await history.ListAsync(query, size == 0 ? DefaultPage : Math.Min(size, LargestPage), token, cancellation);
        }
        catch (FormatException)
        {
            throw new ProblemException(Problem.InvalidRequest([new ProblemField("page_token", "must be the next_page_token of an earlier page")]));
        }
    }

    private static void RefuseIf(bool wrong, string field, string description) => Refuse(wrong ? [new ProblemField(field, description)] : []);

    private static void Refuse(IReadOnlyList<ProblemField> fields)
    {
        if (fields.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(fields));
    }

    private static Problem NoSuchExchange { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.ExchangeNotFound,
        "The log holds no exchange of yours with this id. Older ones may have been archived.",
        "No existe un intercambio suyo con este identificador.");

    private static Problem NoCheckpoint { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.CheckpointNotFound,
        "There is no signed checkpoint of this size of the log.",
        "No existe un punto de control firmado para este tamaño del registro.");
}

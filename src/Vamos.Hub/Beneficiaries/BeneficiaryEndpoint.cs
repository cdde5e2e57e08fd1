namespace Vamos.Hub.Beneficiaries;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hosting.Streams;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Hub.Programmes;
using Vamos.Hub.Sources;
using Vamos.Trust.Agreements;

/// <summary>BeneficiaryService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed partial class BeneficiaryEndpoint(
    BeneficiaryLookup lookup,
    IncompatibilityLookup incompatibilities,
    BeneficiaryWatch watch,
    CurrentProgrammes programmes,
    HubSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : BeneficiaryService.BeneficiaryServiceBase
{
    private const int LargestSet = 200;
    private const int SetsAtOnce = 4;

    /// <inheritdoc />
    public override async Task<GetBeneficiaryResponse> GetBeneficiary(GetBeneficiaryRequest request, ServerCallContext context)
    {
        Refuse(Violations(request.NationalId, request.ReadMask, request.MaxAge));
        var features = context.GetHttpContext().Features;
        var grant = features.GetRequiredFeature<MethodGrant>();
        var scope = Scope(request.ReadMask, grant);
        var found = await lookup.FindAsync(request.NationalId.Canonical(), scope, Demand(request.MaxAge, grant), TimeLeft(context), context.CancellationToken);
        features.Set(found.Trace);
        return found.Beneficiary is { } beneficiary ? new GetBeneficiaryResponse { Beneficiary = beneficiary } : throw new ProblemException(NotFound);
    }

    /// <inheritdoc />
    public override async Task BatchGetBeneficiaries(
        IAsyncStreamReader<BatchGetBeneficiariesRequest> requestStream,
        IServerStreamWriter<BatchGetBeneficiariesResponse> responseStream,
        ServerCallContext context)
    {
        var features = context.GetHttpContext().Features;
        var (grant, traces) = (features.GetRequiredFeature<MethodGrant>(), features.GetRequiredFeature<ConditionalWeakTable<IMessage, ExchangeRecord>>());
        FieldMask? common = null;
        await new SetwiseAnswers<BatchGetBeneficiariesRequest, BatchGetBeneficiariesResponse>(LargestSet, SetsAtOnce).RunAsync(
            NextAsync, AnswerAsync, responseStream.WriteAsync, context.CancellationToken);

        async Task<BatchGetBeneficiariesRequest?> NextAsync(CancellationToken cancellation)
        {
            if (!await requestStream.MoveNext(cancellation))
                return null;
            common ??= requestStream.Current.ReadMask;
            return requestStream.Current;
        }

        async Task AnswerAsync(
            IReadOnlyList<BatchGetBeneficiariesRequest> questions, Func<BatchGetBeneficiariesResponse, Task> send, CancellationToken cancellation)
        {
            var sound = new List<BatchGetBeneficiariesRequest>(questions.Count);
            foreach (var question in questions)
            {
                if (Flaws(question, common) is { Count: not 0 } flaws)
                    await send(new BatchGetBeneficiariesResponse { CorrelationId = question.CorrelationId, Error = Problem.InvalidRequest(flaws).ToStatus() });
                else
                    sound.Add(question);
            }

            foreach (var alike in sound.GroupBy(question => (Mask: question.ReadMask ?? common, question.MaxAge)))
                await AnswerAlikeAsync([.. alike], Scope(alike.Key.Mask, grant), Demand(alike.Key.MaxAge, grant), traces, send, cancellation);
        }
    }

    /// <inheritdoc />
    public override async Task<FindIncompatibilitiesResponse> FindIncompatibilities(FindIncompatibilitiesRequest request, ServerCallContext context)
    {
        Refuse(Violations(request.NationalId, null, null, request.AsOf));
        var features = context.GetHttpContext().Features;
        var grant = features.GetRequiredFeature<MethodGrant>();
        var day = request.AsOf is not null && request.AsOf.TryToDateOnly(out var asked) ? asked : AgreementCalendar.Today(time);
        var outcome = await incompatibilities.FindAsync(
            request.NationalId.Canonical(), programmes.Book, day, grant.Providers, Demand(null, grant), TimeLeft(context), context.CancellationToken);
        features.Set(outcome.Trace);
        return outcome.Found ?? throw new ProblemException(NotFound);
    }

    /// <inheritdoc />
    public override async Task WatchBeneficiaries(
        WatchBeneficiariesRequest request, IServerStreamWriter<WatchBeneficiariesResponse> responseStream, ServerCallContext context)
    {
        var position = WatchPosition.Read(request.ResumeToken) ?? throw new ProblemException(WatchProblems.MalformedToken);
        if (request.Kinds.Any(kind => kind == FactKind.Unspecified || !System.Enum.IsDefined(kind)))
            throw new ProblemException(WatchProblems.UnknownKind);
        var agreement = context.GetHttpContext().Features.GetRequiredFeature<Func<MethodGrant>>();
        var kinds = request.Kinds.ToHashSet();
        var watched = watch.Watched(kinds, agreement());
        if (watched.Count == 0)
            throw new ProblemException(WatchProblems.NobodyTells);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // The caller is told at once that the stream is open; the first change may be hours away.
            await foreach (var change in watch.FollowAsync(watched, position, kinds, agreement, () => context.WriteResponseHeadersAsync([]), ends.Token))
                await responseStream.WriteAsync(change);
        }
        catch (FeedPositionException e)
        {
            throw new ProblemException(e.IsExpired ? WatchProblems.ExpiredToken : WatchProblems.MalformedToken);
        }
        catch (FeedBusyException)
        {
            throw new ProblemException(WatchProblems.TooManyWatchers);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(WatchProblems.Stopping);
        }
    }

    private async Task AnswerAlikeAsync(
        BatchGetBeneficiariesRequest[] questions,
        LookupScope scope,
        CacheDemand demand,
        ConditionalWeakTable<IMessage, ExchangeRecord> traces,
        Func<BatchGetBeneficiariesResponse, Task> send,
        CancellationToken cancellation)
    {
        var people = Array.ConvertAll(questions, question => question.NationalId.Canonical());
        foreach (var (question, found) in questions.Zip(await lookup.FindAsync(people, scope, demand, settings.DefaultDeadline, cancellation)))
        {
            var response = new BatchGetBeneficiariesResponse { CorrelationId = question.CorrelationId };
            traces.Add(response, found.Trace);
            if (found.Beneficiary is { } beneficiary)
                response.Beneficiary = beneficiary;
            else
                response.Error = NotFound.ToStatus();
            await send(response);
        }
    }

    private static List<ProblemField> Flaws(BatchGetBeneficiariesRequest question, FieldMask? common) =>
        Violations(question.NationalId, question.ReadMask ?? common, question.MaxAge);

    // what a grant allows is found once for each grant; a caller without a mask of its own gets it as it is
    private static LookupScope Scope(FieldMask? mask, MethodGrant grant) => Granted.GetValue(grant, WholeScope).Narrowed(mask);

    private static LookupScope WholeScope(MethodGrant grant) =>
        LookupScope.Whole(grant.Fields.Within("beneficiary")?.TopFields ?? [], grant.Providers);

    private static readonly ConditionalWeakTable<MethodGrant, LookupScope> Granted = [];

    private static CacheDemand Demand(Duration? maxAge, MethodGrant grant) => CacheDemand.Within(grant.MaxStaleness, maxAge?.ToTimeSpan());

    private static Problem NotFound { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.PersonNotFound,
        "Every institution answered and none knows a person with this identity document.",
        "Ninguna institución conoce a una persona con este número de cédula.");

    private static List<ProblemField> Violations(NationalId? person, FieldMask? mask, Duration? maxAge, Date? asOf = null)
    {
        var violations = person?.Violations("national_id") ?? [("national_id", "is required")];
        if (maxAge is { Seconds: < 0 } or { Nanos: < 0 })
            violations = violations.Append(("max_age", "must not be negative"));
        violations = violations.Concat(asOf?.DayViolations("as_of") ?? []);
        return [.. violations.Concat(LookupScope.Violations(mask, "read_mask")).Select(v => new ProblemField(v.Item1, v.Item2))];
    }

    private static void Refuse(List<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(flaws));
    }

    private TimeSpan TimeLeft(ServerCallContext context) =>
        context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
}

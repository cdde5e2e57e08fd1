namespace Vamos.Hub.Eligibility;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hosting.Streams;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Hub.Programmes;
using Vamos.Trust.Agreements;

/// <summary>EligibilityService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed class EligibilityEndpoint(EligibilityCheck check, CurrentProgrammes programmes, HubSettings settings, TimeProvider time)
    : EligibilityService.EligibilityServiceBase
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;
    private const int LargestSet = 256;
    private const int SetsAtOnce = 4;

    private static readonly List<ProblemField> None = [];

    /// <inheritdoc />
    public override async Task<CheckEligibilityResponse> CheckEligibility(CheckEligibilityRequest request, ServerCallContext context)
    {
        Refuse(Violations(request.NationalId, request.ProgrammeCode, request.AsOf, request.MaxAge));
        var book = programmes.Book;
        var programme = book.Find(request.ProgrammeCode) ?? throw new ProblemException(ProgrammeNotFound);
        var features = context.GetHttpContext().Features;
        var grant = features.GetRequiredFeature<MethodGrant>();
        var decided = await check.JudgeAsync(
            request.NationalId.Canonical(),
            book,
            programme,
            Day(request.AsOf),
            grant.Providers,
            Demand(request.MaxAge, grant),
            TimeLeft(context),
            context.CancellationToken);
        features.Set(decided.Trace);
        return new CheckEligibilityResponse { Decision = decided.For(request.View) };
    }

    /// <inheritdoc />
    public override async Task BatchCheckEligibility(
        IAsyncStreamReader<BatchCheckEligibilityRequest> requestStream,
        IServerStreamWriter<BatchCheckEligibilityResponse> responseStream,
        ServerCallContext context)
    {
        var features = context.GetHttpContext().Features;
        var batch = new EligibilityBatch(
            check,
            programmes,
            features.GetRequiredFeature<MethodGrant>(),
            features.GetRequiredFeature<ConditionalWeakTable<IMessage, ExchangeRecord>>(),
            this);
        await new SetwiseAnswers<BatchCheckEligibilityRequest, BatchCheckEligibilityResponse>(LargestSet, SetsAtOnce).RunAsync(
            async cancellation => await requestStream.MoveNext(cancellation) ? batch.Completed(requestStream.Current) : null,
            batch.AnswerAsync,
            responseStream.WriteAsync,
            context.CancellationToken);
    }

    /// <inheritdoc />
    public override Task<ListProgrammesResponse> ListProgrammes(ListProgrammesRequest request, ServerCallContext context)
    {
        Refuse(DateViolations(request.AsOf));
        if (request.PageSize < 0)
            Refuse([new ProblemField("page_size", "must not be negative")]);
        var day = Day(request.AsOf);
        var size = request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage);
        var all = programmes.Book.Programmes.Select(programme => programme.Describe(day)).OfType<Programme>()
            .Where(programme => string.CompareOrdinal(programme.Code, request.PageToken) > 0).Take(size + 1).ToList();
        var response = new ListProgrammesResponse { Programmes = { all.Take(size) } };
        if (all.Count > size)
            response.NextPageToken = all[size - 1].Code;
        return Task.FromResult(response);
    }

    /// <inheritdoc />
    public override Task<GetProgrammeResponse> GetProgramme(GetProgrammeRequest request, ServerCallContext context)
    {
        Refuse([.. ProgrammeViolations(request.ProgrammeCode), .. DateViolations(request.AsOf)]);
        var programme = programmes.Book.Find(request.ProgrammeCode)?.Describe(Day(request.AsOf)) ?? throw new ProblemException(ProgrammeNotFound);
        return Task.FromResult(new GetProgrammeResponse { Programme = programme });
    }

    internal static Problem ProgrammeNotFound { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.ProgrammeNotFound,
        "No programme of this code has rules on that day; ListProgrammes names those that have.",
        "No existe un programa con ese código, o no tenía reglas vigentes en esa fecha.");

    internal static List<ProblemField> Violations(NationalId? person, string programme, Date? asOf, Duration? maxAge)
    {
        // nearly every question
        if (person is { IsPlain: true } && programme.Length != 0 && asOf is null && maxAge is null)
            return None;
        IEnumerable<ProblemField> violations = (person?.Violations("national_id") ?? [("national_id", "is required")])
            .Select(v => new ProblemField(v.Item1, v.Item2));
        if (maxAge is { Seconds: < 0 } or { Nanos: < 0 })
            violations = violations.Append(new ProblemField("max_age", "must not be negative"));
        return [.. violations, .. ProgrammeViolations(programme), .. DateViolations(asOf)];
    }

    internal DateOnly Day(Date? asOf) => asOf is not null && asOf.TryToDateOnly(out var day) ? day : AgreementCalendar.Today(time);

    internal static CacheDemand Demand(Duration? maxAge, MethodGrant grant) => CacheDemand.Within(grant.MaxStaleness, maxAge?.ToTimeSpan());

    private static IEnumerable<ProblemField> ProgrammeViolations(string programme) =>
        programme.Length == 0 ? [new ProblemField("programme_code", "is required")] : [];

    private static List<ProblemField> DateViolations(Date? asOf) =>
        [.. (asOf?.DayViolations("as_of") ?? []).Select(v => new ProblemField(v.Field, v.Description))];

    private static void Refuse(List<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(flaws));
    }

    private TimeSpan TimeLeft(ServerCallContext context) =>
        context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
}

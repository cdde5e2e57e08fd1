namespace Vamos.Adapters.Tests.Certification;

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Listeners;
using RpcStatus = Vamos.Contracts.Rpc.Status;

/// <summary>
/// A small adapter on bare gRPC, without the kit, that keeps to the contract or breaks it in one way. Its legacy system is three people, and
/// a file to whose end somebody writes the number of whoever changed.
/// </summary>
public sealed class BreakableAdapter(Fault fault, string changes) : AdapterService.AdapterServiceBase
{
    private static readonly DateTime Started = DateTime.UtcNow;
    private static readonly string[] People = ["7100001", "7100002", "A7100003"];
    private int _descriptions;
    private int _cancelled;
    private int _asked;
    private int _taken = -1;

    public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context)
    {
        Admit(context);
        return Task.FromResult(new DescribeResponse
        {
            Institution = fault == Fault.DescribesAnotherInstitution ? "mtess" : "mds",
            DisplayName = "Ministerio de Pruebas",
            AdapterVersion = "1.0",
            ContractVersion = "vamos.adapter.v1",
            BatchSize = fault == Fault.DescribesDifferentlyEachTime ? ++_descriptions : 50,
            WatchesChanges = fault != Fault.WatchesNothing,
            OfferedFacts = { Offer(FactKind.Schooling), Offer(FactKind.Livestock) },
        });
    }

    public override async Task<GetRecordsResponse> GetRecords(GetRecordsRequest request, ServerCallContext context)
    {
        Admit(context);
        if (fault == Fault.CancelledCallsAreRemembered)
        {
            await Task.Delay(20, CancellationToken.None);
            if (context.CancellationToken.IsCancellationRequested)
                Interlocked.Increment(ref _cancelled);
        }

        if (_cancelled > 20 || (fault == Fault.UnreliableUnderLoad && Interlocked.Increment(ref _asked) > 300))
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "There are no more connections."));
        if (Flaw(request.NationalId) is { } flaw)
            throw flaw.ToException();
        return new GetRecordsResponse { Records = Answer(request.NationalId, request.Kinds, inBatch: false) };
    }

    public override async Task BatchGetRecords(
        IAsyncStreamReader<BatchGetRecordsRequest> requestStream, IServerStreamWriter<BatchGetRecordsResponse> responseStream, ServerCallContext context)
    {
        Admit(context);
        var answered = new HashSet<(NationalId, string)>();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var question = requestStream.Current;
            if (fault == Fault.BatchAnswersDuplicatesOnce && !answered.Add((question.NationalId, $"{question.Kinds}")))
                continue;
            var answer = new BatchGetRecordsResponse { CorrelationId = question.CorrelationId };
            if (Flaw(question.NationalId) is { } flaw)
                answer.Error = fault == Fault.MalformedQuestionEndsTheBatch ? throw flaw.ToException() : flaw.ToStatus();
            else
                Fill(answer, question);
            await responseStream.WriteAsync(answer);
        }
    }

    public override async Task WatchChanges(
        WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context)
    {
        Admit(context);
        if (fault == Fault.WatchesNothing)
            throw new RpcException(new Status(StatusCode.Unimplemented, "There is no change feed."));
        var isNumber = int.TryParse(request.ResumeToken.ToStringUtf8(), NumberStyles.None, CultureInfo.InvariantCulture, out var at);
        if (request.ResumeToken.IsEmpty || (!isNumber && fault == Fault.TakesAnyToken))
            at = Changed().Length;
        else if (!isNumber || at > Changed().Length)
            throw Problem.InvalidRequest([new ProblemField("resume_token", "is none of this adapter's")]).ToException();
        else if (fault == Fault.LosesAChangeOnResumption)
            at++;

        for (var pulse = 0; !context.CancellationToken.IsCancellationRequested; pulse++)
        {
            for (; at < Changed().Length; at++)
            {
                if (fault == Fault.OneWatcherTakesTheChangeFromTheOther && request.ResumeToken.IsEmpty && Interlocked.Exchange(ref _taken, at) == at)
                    continue;
                await responseStream.WriteAsync(Message(at + 1, new NationalId { Number = Changed()[at] }));
            }

            if (pulse % 4 == 0 && fault != Fault.NoSignOfLife)
                await responseStream.WriteAsync(Message(at, null));
            await Task.Delay(25, context.CancellationToken);
        }
    }

    private static OfferedFact Offer(FactKind kind) => new()
    {
        Kind = kind, System = "registro", Freshness = new Duration(), TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(500)),
    };

    private static WatchChangesResponse Message(int token, NationalId? person) => new()
    {
        ResumeToken = ByteString.CopyFromUtf8($"{token}"), NationalId = person, ChangeTime = Timestamp.FromDateTime(DateTime.UtcNow),
    };

    private string[] Changed() => File.Exists(changes) ? File.ReadAllLines(changes) : [];

    private void Admit(ServerCallContext context)
    {
        if (CallerInstitution.Of(context).Code != "hub" && fault != Fault.LetsEveryInstitutionIn)
            throw new RpcException(new Status(StatusCode.PermissionDenied, "Only the hub may call."));
    }

    private Problem? Flaw(NationalId? person)
    {
        var violations = person?.Violations("national_id") ?? [("national_id", "is required")];
        var fields = violations.Select(violation => new ProblemField(violation.Item1, violation.Item2)).ToArray();
        if (fields.Length == 0 || (fault == Fault.AcceptsMalformedNumbers && person is not null))
            return null;
        var problem = Problem.InvalidRequest(fault == Fault.MalformedNumberWithoutField ? [] : fields);
        return fault switch
        {
            Fault.ErrorHoldsTheNumber => problem with { Message = $"'{person?.Number}' is not a number." },
            Fault.ErrorHoldsAStackTrace => problem with { Message = "Bad number\n   at Legacy.Number.Parse(String text) in /src/Number.cs:line 12" },
            _ => problem,
        };
    }

    private PersonRecords Answer(NationalId person, IReadOnlyCollection<FactKind> kinds, bool inBatch)
    {
        if (fault == Fault.FailsForUnknownKinds && kinds.Any(kind => (int)kind > 12))
            throw new RpcException(new Status(StatusCode.InvalidArgument, "There is no such kind."));
        var isHome = (person.IsParaguayan && !(fault == Fault.TellsPyFromNothing && person.CountryCode == "PY")) || fault == Fault.IgnoresTheCountry;
        var key = fault == Fault.IgnoresTheLetter && person.Number != "7100003" ? person.Number : person.Letter + person.Number;
        if (!isHome || !People.Contains(key))
        {
            return fault == Fault.UnknownPersonIsAnError
                ? throw new RpcException(new Status(StatusCode.NotFound, "There is no such person."))
                : new PersonRecords { NationalId = Echo(person) };
        }

        var records = new PersonRecords { NationalId = Echo(person), Found = true };
        if (Wants(kinds, FactKind.Schooling))
            records.SchoolEnrollments.Add(new SchoolEnrollment { Year = 2026, School = $"Escuela {key[^1]}", Provenance = Provenance() });
        if (Wants(kinds, FactKind.Livestock) && !(fault == Fault.BatchAnswersDifferently && inBatch))
            records.Livestock.Add(new LivestockHolding { Cattle = fault == Fault.WrongAmount ? 8 : 7, Provenance = Provenance() });
        return records;
    }

    private void Fill(BatchGetRecordsResponse answer, BatchGetRecordsRequest question)
    {
        try
        {
            answer.Records = Answer(question.NationalId, question.Kinds, inBatch: true);
        }
        catch (RpcException e)
        {
            answer.Error = new RpcStatus { Code = (int)e.StatusCode, Message = e.Status.Detail };
        }
    }

    private bool Wants(IReadOnlyCollection<FactKind> kinds, FactKind kind) =>
        fault == Fault.IgnoresKinds || kinds.Count == 0 || kinds.Contains(kind);

    private NationalId Echo(NationalId person) => fault == Fault.EchoesAnotherPerson ? new NationalId { Number = person.Number + "0" } : person;

    private Provenance? Provenance() => fault == Fault.FactWithoutProvenance ? null : new Provenance
    {
        Institution = fault == Fault.FactOfAnotherInstitution ? "mtess" : "mds",
        System = fault == Fault.FactOfASystemNotOffered ? "otro" : "registro",
        AsOf = Timestamp.FromDateTime(Started.AddDays(fault == Fault.FactOfTomorrow ? 2 : -2)),
        RetrievedAt = Timestamp.FromDateTime(DateTime.UtcNow),
    };
}

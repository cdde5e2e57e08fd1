namespace Vamos.Hub.Exchange;

using System.Globalization;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;
using Vamos.Hosting.Errors;
using Vamos.Hub.Audit;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Trust.Agreements;

/// <summary>
/// What every call passes, in this order: identity → agreement → purpose → quota → audit record opened → the method → field
/// mask → audit record durable → receipt. Here and nowhere else are calls let in, answers let out and failures explained.
/// </summary>
internal sealed class ExchangeInterceptor(
    CallerIdentity identity, AgreementGate agreements, ExchangeRecorder recorder, CallTelemetry telemetry, TimeProvider time, ILogger<ExchangeInterceptor> log)
    : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = Open(context);
        try
        {
            Admit(call, context, (IMessage)request);
            var response = await continuation(request, context);
            await ReleaseAsync(call, context, (IMessage)request, (IMessage)response);
            return response;
        }
        catch (Exception e)
        {
            throw await RefuseAsync(call, context, request as IMessage, e);
        }
        finally
        {
            telemetry.End(call, time.GetUtcNow());
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var call = Open(context);
        try
        {
            var questions = new StreamQuestions(time);
            Admit(call, context, null);
            // the method takes what comes in sets, and has each recorded before it uses it
            var sets = 0;
            Func<IReadOnlyList<IMessage>, Task> record = set => RecordAsync(call, set, Interlocked.Increment(ref sets));
            context.GetHttpContext().Features.Set(record);
            var response = await continuation(Count(call, requestStream, questions), context);
            await ReleaseAsync(call, context, null, (IMessage)response);
            return response;
        }
        catch (Exception e)
        {
            throw await RefuseAsync(call, context, null, e);
        }
        finally
        {
            telemetry.End(call, time.GetUtcNow());
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        PassStreamAsync(context, request as IMessage, responseStream, (_, _, writer) => continuation(request, writer, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        PassStreamAsync(
            context, null, responseStream, (call, questions, writer) => continuation(Count(call, requestStream, questions), writer, context));

    private async Task PassStreamAsync<TResponse>(
        ServerCallContext context,
        IMessage? request,
        IServerStreamWriter<TResponse> responseStream,
        Func<ExchangedCall, StreamQuestions, IServerStreamWriter<TResponse>, Task> method)
        where TResponse : class
    {
        var call = Open(context);
        try
        {
            var questions = new StreamQuestions(time);
            Admit(call, context, request);
            if (call.Grant is null)
            {
                await method(call, questions, responseStream);
                return;
            }

            if (request is not null && !call.MustBeRecorded)
            {
                var seen = new MaskedStream<TResponse>(() => agreements.Renew(call, request), responseStream);
                try
                {
                    await method(call, questions, seen);
                }
                catch (Exception e) when (HasLeft(e, context))
                {
                    // one that watches leaves some day: that is how such a stream ends
                }

                await RecordStreamAsync(call, request, seen.Bytes);
                return;
            }

            // the method says here where which answer is from
            var traces = new ConditionalWeakTable<IMessage, ExchangeRecord>();
            context.GetHttpContext().Features.Set(traces);
            // and whom it is about
            var people = new ConditionalWeakTable<IMessage, IReadOnlyCollection<NationalId>>();
            context.GetHttpContext().Features.Set(people);
            // one question with many answers may be answered for days: each answer is decided by the documents of its moment, and the method can ask, too
            Func<MethodGrant>? renew = request is null ? null : () => agreements.Renew(call, request);
            context.GetHttpContext().Features.Set(renew);
            await using var answers = new RecordedStream<TResponse>(call, request, renew, questions, traces, people, responseStream, recorder, context.CancellationToken);
            await method(call, questions, answers);
            await answers.CompleteAsync();
        }
        catch (Exception e)
        {
            throw await RefuseAsync(call, context, request, e);
        }
        finally
        {
            telemetry.End(call, time.GetUtcNow());
        }
    }

    private static bool HasLeft(Exception exception, ServerCallContext context) => context.CancellationToken.IsCancellationRequested
        && (exception is OperationCanceledException || exception is ProblemException { Problem.Code: StatusCode.Cancelled });

    private async Task RecordStreamAsync(ExchangedCall call, IMessage request, long bytes)
    {
        var record = recorder.Begin(call, request);
        recorder.Answered(record, call, bytes);
        try
        {
            await recorder.WriteAsync(record);
        }
        catch (AuditUnavailableException e)
        {
            ExchangeLog.NotRecorded(log, e, call.Id, call.Method);
        }
    }

    private IAsyncStreamReader<TRequest> Count<TRequest>(ExchangedCall call, IAsyncStreamReader<TRequest> requests, StreamQuestions questions)
        where TRequest : class =>
        call.Grant is null ? requests : new CountedStream<TRequest>(requests, call, agreements, questions, time);

    private ExchangedCall Open(ServerCallContext context)
    {
        var now = time.GetUtcNow();
        var call = new ExchangedCall(Guid.CreateVersion7(now).ToString("N"), context.Method, now) { Deadline = context.Deadline };
        context.ResponseTrailers.Add(ExchangeMetadata.ExchangeId, call.Id);
        return call;
    }

    // identity → agreement → purpose → quota; the standard services, health and reflection, need an identity alone
    private void Admit(ExchangedCall call, ServerCallContext context, IMessage? request)
    {
        call.Consumer = identity.Require(context);
        if (!AgreementGate.Governs(call.Method))
            return;

        var headers = CallHeaders.Require(context);
        call.CaseId = CallHeaders.Text(headers, ExchangeMetadata.CaseId);
        call.User = CallHeaders.Text(headers, ExchangeMetadata.User);
        call.TraceId = CallHeaders.TraceId(headers);
        call.Span = CallTelemetry.Begin(call, headers);
        var declared = DeclaredPurpose.Read(headers, ExchangedMethods.Find(call.Method) is not { IsPersonal: false });
        call.Purpose = declared.Purpose;

        var decision = agreements.Decide(call.Consumer, call.Method, call.Purpose, request is null ? null : MessageFields.Programme(request));
        call.AgreementId = decision.AgreementId;
        if (declared.Flaw is { } flaw && decision.Denial is (DenialReason.None or DenialReason.PurposeNotGranted))
            throw new ProblemException(flaw);
        if (!decision.IsGranted)
            throw new ProblemException(decision.ToProblem());

        var quota = agreements.Take(decision.Grant);
        if (!quota.IsWithin)
            throw new ProblemException(AgreementGate.OverQuota(decision.Grant, quota));

        call.Grant = decision.Grant;
        context.GetHttpContext().Features.Set(decision.Grant);
        ExchangeLog.Admitted(log, call.Id, call.Consumer, call.Method, call.Purpose, call.AgreementId);
    }

    // field mask → audit record durable → receipt
    private async Task ReleaseAsync(ExchangedCall call, ServerCallContext context, IMessage? request, IMessage response)
    {
        if (call.Grant is not { } grant)
            return;

        var released = grant.Fields.Releases();
        grant.Fields.Apply(response, released);
        var record = recorder.Begin(call, request);
        recorder.Answer(record, call, response, released.Paths, Trace(context));
        if (context.GetHttpContext().Features.Get<IReadOnlyCollection<NationalId>>() is { } people)
            recorder.Name(record, people);
        try
        {
            var appended = await recorder.WriteAsync(record);
            var receipt = new Receipt { LogIndex = appended.LogIndex, Record = UnsafeByteOperations.UnsafeWrap(appended.Bytes) };
            context.ResponseTrailers.Add(ExchangeMetadata.Receipt, receipt.ToByteArray());
        }
        catch (AuditUnavailableException e) when (!call.MustBeRecorded)
        {
            ExchangeLog.NotRecorded(log, e, call.Id, call.Method);
        }
    }

    // what came in is recorded before it is used, answered or not
    private Task<AppendedRecord> RecordAsync(ExchangedCall call, IReadOnlyList<IMessage> set, int number)
    {
        var record = recorder.Begin(call, null);
        record.ExchangeId = string.Create(CultureInfo.InvariantCulture, $"{call.Id}.{number}");
        recorder.Taken(record, call, set);
        return recorder.WriteAsync(record);
    }

    private async Task<RpcException> RefuseAsync(ExchangedCall call, ServerCallContext context, IMessage? request, Exception exception)
    {
        if (exception is AuditUnavailableException unavailable)
        {
            ExchangeLog.NotRecorded(log, unavailable, call.Id, call.Method);
            call.Failure = unavailable.Problem;
            return unavailable.Problem.ToException();
        }

        var problem = CallFailure.Explain(exception, context, time);
        call.Failure = problem;
        if (CallFailure.IsUnforeseen(problem))
            ExchangeLog.Unforeseen(log, exception, call.Id, call.Method);
        else
            ExchangeLog.Ended(log, call.Id, call.Method, problem.Code, problem.Reason);
        if (!AgreementGate.Governs(call.Method))
            return problem.ToException();

        try
        {
            var record = recorder.Begin(call, request);
            recorder.Problem(record, call, problem, Trace(context));
            if (context.GetHttpContext().Features.Get<IReadOnlyCollection<NationalId>>() is { } people)
                recorder.Name(record, people);
            await recorder.WriteAsync(record);
        }
        catch (AuditUnavailableException e)
        {
            // a refusal gives nothing away; that nobody knows a person does
            ExchangeLog.NotRecorded(log, e, call.Id, call.Method);
            if (call.MustBeRecorded)
                return e.Problem.ToException();
        }

        return problem.ToException();
    }

    private static ExchangeRecord Trace(ServerCallContext context) => context.GetHttpContext().Features.Get<ExchangeRecord>() ?? new ExchangeRecord();
}

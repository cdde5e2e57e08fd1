namespace Vamos.Hub.Exchange;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Trust.Agreements;

/// <summary>The requests of a stream: each counts against the quota and must be covered by the agreement, as if it came alone.</summary>
internal sealed class CountedStream<TRequest>(
    IAsyncStreamReader<TRequest> requests, ExchangedCall call, MethodGrant grant, AgreementGate agreements, StreamQuestions questions) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private bool _first = true;

    public TRequest Current => requests.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken))
            return false;

        var request = (IMessage)requests.Current;
        if (MessageFields.Programme(request) is { Length: > 0 } programme
            && agreements.Decide(call.Consumer, call.Method, call.Purpose, programme) is { IsGranted: false } denied)
            throw new ProblemException(denied.ToProblem());

        // opening the stream has counted for its first message
        if (!_first && agreements.Take(grant) is { IsWithin: false } over)
            throw new ProblemException(AgreementGate.OverQuota(grant, over));
        _first = false;
        questions.Ask(request);
        return true;
    }
}

namespace Vamos.Hub.Exchange;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Errors;
using Vamos.Hub.Exchange.Agreements;

/// <summary>
/// The requests of a stream: each counts against the quota and must be covered by the agreement, as if it came alone. A stream that is faster than its
/// questions a second is read more slowly; one that has used up its day ends.
/// </summary>
internal sealed class CountedStream<TRequest>(
    IAsyncStreamReader<TRequest> requests, ExchangedCall call, AgreementGate agreements, StreamQuestions questions, TimeProvider time)
    : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private bool _first = true;

    public TRequest Current => requests.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            if (!await requests.MoveNext(cancellationToken))
                return false;
        }
        catch (IOException)
        {
            // the stream broke under the reading before the call was told that its caller is gone
            throw new ProblemException(CallFailure.Cancelled);
        }

        // a stream may outlive its agreement: each message is decided by the documents of its moment
        var request = (IMessage)requests.Current;
        var grant = agreements.Renew(call, request);

        // opening the stream has counted for its first message
        while (!_first && agreements.Take(grant) is { IsWithin: false } over)
        {
            if (over.Limit == QuotaLimit.PerDay)
                throw new ProblemException(AgreementGate.OverQuota(grant, over));
            await Task.Delay(over.RetryAfter, time, cancellationToken);
        }

        _first = false;
        questions.Ask(request);
        return true;
    }
}

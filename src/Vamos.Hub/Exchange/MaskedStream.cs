namespace Vamos.Hub.Exchange;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Errors;
using Vamos.Trust.Agreements;

/// <summary>
/// The answers of a stream that gives no personal data: each is masked by the agreement of its moment. They are not recorded one by one, but counted
/// for the one record of the stream: who watches the exchange would otherwise add to what is watched with everything that is seen. An answer may be
/// given to several streams at once: what an agreement does not grant is cut out of a copy.
/// </summary>
internal sealed class MaskedStream<TResponse>(Func<MethodGrant> renew, IServerStreamWriter<TResponse> answers) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    /// <summary>Bytes of the answers so far.</summary>
    public long Bytes { get; private set; }

    public WriteOptions? WriteOptions
    {
        get => answers.WriteOptions;
        set => answers.WriteOptions = value;
    }

    public async Task WriteAsync(TResponse message)
    {
        var fields = renew().Fields;
        if (!fields.IsWhole)
        {
            message = ((IDeepCloneable<TResponse>)message).Clone();
            fields.Apply((IMessage)message);
        }

        Bytes += ((IMessage)message).CalculateSize();
        try
        {
            await answers.WriteAsync(message);
        }
        catch (InvalidOperationException)
        {
            // the caller left between two answers, before the call was told so
            throw new ProblemException(CallFailure.Cancelled);
        }
    }
}

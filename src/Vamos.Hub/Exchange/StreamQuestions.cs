namespace Vamos.Hub.Exchange;

using System.Collections.Concurrent;
using Google.Protobuf;

/// <summary>
/// The questions of a stream that wait for their answers, by correlation id, so that the record of an answer says whom it is
/// about and what was asked. Bounded by what the method has in flight.
/// </summary>
internal sealed class StreamQuestions(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, (IMessage, DateTimeOffset)> _waiting = new();

    /// <summary>Notes a question.</summary>
    public void Ask(IMessage request)
    {
        if (MessageFields.CorrelationId(request) is { } id)
            _waiting[id] = (request, time.GetUtcNow());
    }

    /// <summary>The question of an answer, and when it came; without a question when it answers none in particular, and then from now.</summary>
    public (IMessage? Request, DateTimeOffset Arrived) Take(IMessage response) =>
        MessageFields.CorrelationId(response) is { } id && _waiting.TryRemove(id, out var question) ? question : (null, time.GetUtcNow());
}

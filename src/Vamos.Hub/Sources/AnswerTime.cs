namespace Vamos.Hub.Sources;

/// <summary>How a caller's time is shared out.</summary>
public static class AnswerTime
{
    private static readonly TimeSpan LongestReserve = TimeSpan.FromMilliseconds(250);

    /// <summary>What the sources get of it. The hub keeps the rest, to record and send the partial answer when a source does not answer at all.</summary>
    public static TimeSpan ForSources(TimeSpan timeLeft)
    {
        var part = timeLeft / 5;
        return timeLeft - (part < LongestReserve ? part : LongestReserve);
    }
}

namespace Vamos.Clients.Calls;

using System.Security.Cryptography;
using Grpc.Core;
using Vamos.Clients.Failures;
using Vamos.Contracts.Errors;

/// <summary>How often and after which waits a call is tried again.</summary>
internal sealed record RetrySchedule(int MaxAttempts, TimeSpan FirstDelay, TimeSpan MaxDelay)
{
    private const int Spread = 20;

    /// <summary>The wait before the next attempt; null when there must be none.</summary>
    /// <param name="failure">How the last attempt failed.</param>
    /// <param name="attempt">Which attempt that was, counted from 1.</param>
    /// <param name="left">What is left until the deadline.</param>
    public TimeSpan? Next(RpcException failure, int attempt, TimeSpan left)
    {
        if (attempt >= MaxAttempts || failure.StatusCode != StatusCode.Unavailable || ConnectionFailure.IsDistrust(failure))
            return null;

        var delay = Varied(attempt);
        if (Problem.TryRead(failure, out var problem) && problem.RetryAfter is { } asked && asked > delay)
            delay = asked;
        return delay < left ? delay : null;
    }

    // Clients that failed together must not come back together.
    private TimeSpan Varied(int attempt)
    {
        var doubled = FirstDelay * Math.Pow(2, attempt - 1);
        return (doubled < MaxDelay ? doubled : MaxDelay) * (RandomNumberGenerator.GetInt32(100 - Spread, 100 + Spread + 1) / 100.0);
    }
}

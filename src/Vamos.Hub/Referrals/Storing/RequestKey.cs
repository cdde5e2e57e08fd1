namespace Vamos.Hub.Referrals.Storing;

/// <summary>By what a repeated request is known.</summary>
/// <param name="Caller">Institution that sends it.</param>
/// <param name="Method">What it asks for.</param>
/// <param name="RequestId">The caller's identifier of it.</param>
/// <param name="Content">Hash of all that it says.</param>
public sealed record RequestKey(string Caller, string Method, string RequestId, byte[] Content);

/// <summary>An answer that was given.</summary>
internal sealed record GivenAnswer
{
    public byte[] Content { get; init; } = [];

    public byte[] Answer { get; init; } = [];
}

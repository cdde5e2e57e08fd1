namespace Vamos.Hub.Sources;

using Vamos.Common.V1;

/// <summary>How a source is, as far as the hub knows from asking it.</summary>
/// <param name="State">What became of asking it last; unspecified before it was asked.</param>
/// <param name="Detail">The same for people; empty when all went well.</param>
/// <param name="IsWhole">Whether it gave all that was asked of it: false also when one of its systems was missing from the answer.</param>
/// <param name="AskedAt">When it was asked last.</param>
/// <param name="LastSuccess">When it last gave all that was asked.</param>
/// <param name="LastFailure">When it last did not.</param>
public sealed record SourceCondition(
    SourceState State, string Detail, bool IsWhole, DateTimeOffset? AskedAt, DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure)
{
    /// <summary>Nobody has asked it yet.</summary>
    public static SourceCondition Unknown { get; } = new(SourceState.Unspecified, "", false, null, null, null);

    /// <summary>The condition after one more answer.</summary>
    public SourceCondition After(SourceAnswer answer, DateTimeOffset at) => answer.IsWhole
        ? new(answer.Status.State, answer.Status.Detail, true, at, at, LastFailure)
        : new(answer.Status.State, answer.Status.Detail, false, at, LastSuccess, at);
}

namespace Vamos.Adapters.Certification;

/// <summary>One thing that every adapter must do, tried over the wire.</summary>
internal interface ICheck
{
    /// <summary>What is tried.</summary>
    CheckTitle About { get; }

    /// <summary>
    /// Tries it. What is wrong goes to the findings. A check stands on its own: what another check is there to find must not fail this one too.
    /// </summary>
    Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken);
}

/// <summary>What a check tries, for people.</summary>
/// <param name="Area">The part of the contract. Example: <c>batch</c>.</param>
/// <param name="Id">Name that never changes. Example: <c>batch-equals-single</c>.</param>
/// <param name="Title">What a sound adapter does, in a sentence.</param>
/// <param name="Contract">What the contract says about it.</param>
internal sealed record CheckTitle(string Area, string Id, string Title, string Contract);

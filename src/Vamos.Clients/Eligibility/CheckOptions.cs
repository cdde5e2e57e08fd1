namespace Vamos.Clients.Eligibility;

using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;

/// <summary>What is particular about one check, or one batch of them. Whatever is left out follows the connection and the agreement.</summary>
public sealed record CheckOptions
{
    /// <summary>The day whose rules and facts apply; null means today.</summary>
    public Date? AsOf { get; init; }

    /// <summary>Greatest age of facts and decisions kept from before. Zero asks the institutions now; null leaves it to the agreement.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How much of the decision is wanted: the verdict alone unless told otherwise.</summary>
    public DecisionView View { get; init; } = DecisionView.Verdict;

    /// <summary>Time a single check may take; null for the connection's. Batches have none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Purpose, case and user; null for the connection's.</summary>
    public CallDeclaration? Declaration { get; init; }
}

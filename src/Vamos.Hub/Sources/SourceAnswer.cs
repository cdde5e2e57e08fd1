namespace Vamos.Hub.Sources;

using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>What one source said about one person. A source that failed is a value here, not an exception.</summary>
/// <param name="Status">What became of asking it.</param>
/// <param name="Records">What it knows; null unless it answered and knows the person.</param>
public sealed record SourceAnswer(SourceStatus Status, PersonRecords? Records)
{
    /// <summary>True when the source answered, whether or not it knows the person.</summary>
    public bool Answered => Status.State is SourceState.Ok or SourceState.Partial or SourceState.NotFound;
}

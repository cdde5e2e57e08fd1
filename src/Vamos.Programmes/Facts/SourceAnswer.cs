namespace Vamos.Programmes.Facts;

using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>What one institution said about a person.</summary>
/// <param name="Status">What became of asking it.</param>
/// <param name="Records">Its records; null when it did not answer or does not know the person.</param>
public readonly record struct SourceAnswer(SourceStatus Status, PersonRecords? Records);

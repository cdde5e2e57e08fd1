namespace Vamos.Hub.Audit;

/// <summary>A record that is durable.</summary>
/// <param name="LogIndex">Its position in the log.</param>
/// <param name="Bytes">The record as it was hashed and stored.</param>
public readonly record struct AppendedRecord(long LogIndex, byte[] Bytes);

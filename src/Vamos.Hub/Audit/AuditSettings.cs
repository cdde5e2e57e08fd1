namespace Vamos.Hub.Audit;

/// <summary>How the exchange log is kept.</summary>
public sealed record AuditSettings
{
    /// <summary>Most time that an exchange waits for its record to be durable; after that it is refused. Default 2 s.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Appends that may wait at once; more are refused at once instead of piling up. Default 16,384.</summary>
    public int QueueCapacity { get; init; } = 16_384;

    /// <summary>Most appends that one commit serves. Default 2,048: more would make the first of them wait for the last.</summary>
    public int MostPerCommit { get; init; } = 2_048;

    /// <summary>
    /// How often a checkpoint is signed while the log grows. Default 1 s. A receipt is complete once the next checkpoint
    /// covers its record.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Free bytes on the disk of a SQLite log below which health turns red while the log still works. Default 512 MiB:
    /// about a million exchanges, an hour of warning at 300 a second.
    /// </summary>
    public long MinimumFreeBytes { get; init; } = 512L * 1024 * 1024;
}

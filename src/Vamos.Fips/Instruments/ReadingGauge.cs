namespace Vamos.Fips.Instruments;

/// <summary>Counts how far a reading has come; another thread may look.</summary>
internal sealed class ReadingGauge
{
    private long _read;
    private long _households;

    public long Total { get; set; }

    public ReadingProgress Progress => new(Interlocked.Read(ref _read), Total, Interlocked.Read(ref _households));

    public void Read(long bytes) => Interlocked.Add(ref _read, bytes);

    /// <summary>Lines that were set aside at first sight are not gone through again, and count at the end.</summary>
    public void Complete() => Interlocked.Exchange(ref _read, Total);

    public void Household() => Interlocked.Increment(ref _households);
}

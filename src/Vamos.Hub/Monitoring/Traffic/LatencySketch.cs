namespace Vamos.Hub.Monitoring.Traffic;

using Google.Protobuf;

/// <summary>
/// Times in buckets that grow by two in a hundred, so that every percentile is right to one in a hundred, whatever was measured, and two sketches
/// added are the sketch of all (DDSketch: Masson, Rim, Lee, 2019). The longest time is kept as it is.
/// </summary>
public sealed class LatencySketch
{
    /// <summary>By how much a percentile may be wrong, of its value.</summary>
    public const double Accuracy = 0.01;

    private const double Growth = (1 + Accuracy) / (1 - Accuracy);

    // a day; what takes longer is a stream, and falls into the last bucket
    private const int LastBucket = 1_260;

    private static readonly double LogOfGrowth = Math.Log(Growth);

    private long[] _counts = [];

    /// <summary>How many times were measured.</summary>
    public long Count { get; private set; }

    /// <summary>The longest.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time)
    {
        Add(BucketOf(time), 1);
        if (time > Longest)
            Longest = time;
    }

    /// <summary>Adds all times of another.</summary>
    public void Add(LatencySketch other)
    {
        for (var bucket = 0; bucket < other._counts.Length; bucket++)
        {
            if (other._counts[bucket] != 0)
                Add(bucket, other._counts[bucket]);
        }

        if (other.Longest > Longest)
            Longest = other.Longest;
    }

    /// <summary>The time that a share of all times did not exceed (nearest rank); zero when there is none.</summary>
    /// <param name="share">From 0 to 1. Example: 0.99.</param>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        if (rank >= Count)
            return Longest;
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
                return Min(ValueOf(bucket), Longest);
        }

        return Longest;
    }

    /// <summary>Writes it down: the longest time in ticks, then pairs of empty buckets to pass over and a count.</summary>
    public void WriteTo(CodedOutputStream output)
    {
        output.WriteInt64(Longest.Ticks);
        output.WriteInt32(_counts.Count(count => count != 0));
        var passed = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++, passed++)
        {
            if (_counts[bucket] == 0)
                continue;
            output.WriteInt32(passed);
            output.WriteInt64(_counts[bucket]);
            passed = -1;
        }
    }

    /// <summary>Reads what was written down.</summary>
    public static LatencySketch ReadFrom(CodedInputStream input)
    {
        var sketch = new LatencySketch { Longest = TimeSpan.FromTicks(input.ReadInt64()) };
        var bucket = -1;
        for (var pairs = input.ReadInt32(); pairs > 0; pairs--)
        {
            bucket += input.ReadInt32() + 1;
            sketch.Add(Math.Min(bucket, LastBucket), input.ReadInt64());
        }

        return sketch;
    }

    private void Add(int bucket, long count)
    {
        if (bucket >= _counts.Length)
            Array.Resize(ref _counts, bucket + 1);
        _counts[bucket] += count;
        Count += count;
    }

    private static int BucketOf(TimeSpan time) =>
        time.TotalMicroseconds <= 1 ? 0 : Math.Min(LastBucket, (int)Math.Ceiling(Math.Log(time.TotalMicroseconds) / LogOfGrowth));

    // what is within the accuracy of everything in the bucket
    private static TimeSpan ValueOf(int bucket) => TimeSpan.FromMicroseconds(2 * Math.Pow(Growth, bucket) / (Growth + 1));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

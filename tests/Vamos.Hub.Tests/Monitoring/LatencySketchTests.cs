namespace Vamos.Hub.Tests.Monitoring;

using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Vamos.Hub.Monitoring.Traffic;

/// <summary>Percentiles are right to one in a hundred, whatever was measured and however it was put together.</summary>
public sealed class LatencySketchTests
{
    private static Arbitrary<TimeSpan[]> Times => ArbMap.Default.GeneratorFor<uint>()
        .SelectMany(ticks => Gen.Choose(0, 8).Select(shift => TimeSpan.FromTicks(10 + (ticks % 10_000_000L * (1L << (2 * shift))))))
        .ArrayOf().Where(times => times.Length != 0).ToArbitrary();

    [Fact]
    public void Percentile_of_any_times_is_within_the_accuracy_of_the_exact_one() => Prop.ForAll(Times, times =>
    {
        var sketch = Of(times);

        return new[] { 0.5, 0.9, 0.99, 1 }.All(share =>
        {
            var exact = Exact(times, share);
            return Math.Abs((sketch.Percentile(share) - exact).TotalMicroseconds) <= (exact.TotalMicroseconds * LatencySketch.Accuracy) + 1;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_sketches_added_and_written_and_read_are_the_sketch_of_all() => Prop.ForAll(Times, Times, (some, others) =>
    {
        var added = Of(some);
        added.Add(Read(Written(Of(others))));

        return Written(added).SequenceEqual(Written(Of([.. some, .. others]))) && added.Count == some.Length + others.Length;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Percentile_of_nothing_is_zero() => Assert.Equal(TimeSpan.Zero, new LatencySketch().Percentile(0.99));

    /// <summary>By nearest rank, from all times.</summary>
    internal static TimeSpan Exact(IEnumerable<TimeSpan> times, double share)
    {
        var sorted = times.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static LatencySketch Of(IEnumerable<TimeSpan> times)
    {
        var sketch = new LatencySketch();
        foreach (var time in times)
            sketch.Add(time);
        return sketch;
    }

    private static byte[] Written(LatencySketch sketch)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            sketch.WriteTo(output);
        return bytes.ToArray();
    }

    private static LatencySketch Read(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        return LatencySketch.ReadFrom(input);
    }
}

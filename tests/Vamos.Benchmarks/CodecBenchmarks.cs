namespace Vamos.Benchmarks;

using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Vamos.Eligibility.V1;
using Vamos.Hosting.Secrets;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Sealing;

/// <summary>A decision on its way to Redis and back: written and encrypted, decrypted and read.</summary>
public class CodecBenchmarks
{
    private static readonly uint[] Sources = [1, 2, 3];
    private static readonly UInt128 Entry = 2;

    private readonly EntrySeal _seal = new([new Secret(1, RandomNumberGenerator.GetBytes(32))]);
    private readonly EligibilityDecision _decision = Sample.Decision();
    private readonly Lifetime _life = Lifetime.Read(1_000, 2_000, 3_000, isNegative: false);
    private byte[] _sealed = [];

    [GlobalSetup]
    public void Setup()
    {
        _sealed = SealDecision();
        Check.That(_decision.Equals(OpenDecision()), "what is opened is what was sealed");
        Check.That(_seal.Open(1, 3, _sealed, out _) is null, "it does not open at another place");
    }

    [Benchmark]
    public byte[] SealDecision() => _seal.Seal(1, Entry, Sources, EntryContent.Write(_decision, _life));

    [Benchmark]
    public EligibilityDecision? OpenDecision()
    {
        var content = _seal.Open(1, Entry, _sealed, out _);
        return EntryContent.TryRead(content!, EligibilityDecision.Parser, out var decision, out _) ? decision : null;
    }
}

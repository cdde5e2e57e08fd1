namespace Vamos.Trust.Agreements.Fields;

/// <summary>The granted paths that an answer really held, gathered over one message or all messages of a stream. For the audit record.</summary>
public sealed class ReleasedFields
{
    private readonly IReadOnlyList<string> _paths;
    private readonly bool[] _present;

    internal ReleasedFields(IReadOnlyList<string> paths)
    {
        _paths = paths;
        _present = new bool[paths.Count];
    }

    /// <summary>The paths, in the order of the contract.</summary>
    public IEnumerable<string> Paths => _paths.Where((_, i) => _present[i]);

    internal bool Has(int release) => release < 0 || _present[release];

    internal void Add(int release) => _present[release] = true;

    /// <summary>Forgets what was gathered, to begin the next batch of a stream.</summary>
    public void Reset() => Array.Clear(_present);
}

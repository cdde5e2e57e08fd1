namespace Vamos.Fips.Instruments.FichaHogar;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Which households a file holds, by their numbers and in the order of the file. 32 bytes each: numbers are kept as the first half of their SHA-256,
/// of which no two meet.
/// </summary>
internal sealed class HouseholdIndex
{
    private readonly List<(UInt128 Key, int Ordinal)> _households = [];

    public int Count => _households.Count;

    public void Add(string number) => _households.Add((KeyOf(number), _households.Count));

    /// <summary>Ends the adding.</summary>
    /// <returns>Places of the households whose number another one has too.</returns>
    public HashSet<int> Sort()
    {
        _households.Sort();
        var twice = new HashSet<int>();
        for (var i = 1; i < _households.Count; i++)
        {
            if (_households[i].Key != _households[i - 1].Key)
                continue;
            twice.Add(_households[i].Ordinal);
            twice.Add(_households[i - 1].Ordinal);
        }

        return twice;
    }

    /// <summary>The place of the first household of a number; null when there is none.</summary>
    public int? Find(string number)
    {
        var key = KeyOf(number);
        var found = _households.BinarySearch((key, -1));
        var at = found < 0 ? ~found : found;
        return at < _households.Count && _households[at].Key == key ? _households[at].Ordinal : null;
    }

    private static UInt128 KeyOf(string number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(number), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

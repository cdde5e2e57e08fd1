namespace Vamos.Fips.Instruments;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Vamos.Fips.V1;

/// <summary>The identifier of a form that was read from a file: the same household with the same answers has the same.</summary>
internal static class RequestId
{
    private const string Prefix = "import-";

    public static string Of(IntegratedProtectionForm form, string householdNumber)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[2 * sizeof(int)];
        var number = Encoding.UTF8.GetBytes(householdNumber);
        BinaryPrimitives.WriteInt32LittleEndian(head, (int)form.Interview.Instrument);
        // The length keeps number and answers from running together.
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(int)..], number.Length);
        hash.AppendData(head);
        hash.AppendData(number);
        hash.AppendData(form.ToByteArray());
        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}

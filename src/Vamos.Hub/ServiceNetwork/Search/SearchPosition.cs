namespace Vamos.Hub.ServiceNetwork.Search;

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

/// <summary>A page token of a search: where it goes on, and which search it belongs to.</summary>
internal static class SearchPosition
{
    private const int DigestBytes = 8;
    private const int RankBytes = 8;
    private const int LongestToken = 512;

    public static string Write(SearchServicesRequest request, RankedAt at)
    {
        var id = Encoding.UTF8.GetBytes(at.ServiceId);
        var bytes = new byte[DigestBytes + RankBytes + id.Length];
        DigestOf(request).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(DigestBytes), at.Rank);
        id.CopyTo(bytes, DigestBytes + RankBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the token of a request that has one; false when it is none of this search.</summary>
    public static bool TryRead(SearchServicesRequest request, out RankedAt at)
    {
        at = default;
        if (request.PageToken.Length > LongestToken || !Base64Url.IsValid(request.PageToken))
            return false;
        var bytes = Base64Url.DecodeFromChars(request.PageToken);
        if (bytes.Length <= DigestBytes + RankBytes || !bytes.AsSpan(0, DigestBytes).SequenceEqual(DigestOf(request)))
            return false;
        at = new RankedAt(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(DigestBytes)), Encoding.UTF8.GetString(bytes.AsSpan(DigestBytes + RankBytes)));
        return true;
    }

    private static byte[] DigestOf(SearchServicesRequest request)
    {
        var search = request.Clone();
        search.PageToken = "";
        search.PageSize = 0;
        return SHA256.HashData(search.ToByteArray())[..DigestBytes];
    }
}

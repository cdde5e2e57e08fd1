namespace Vamos.Adapters.Health.Fhir;

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

/// <summary>Reads bodies: no more bytes than agreed, in whatever encoding they say they are, and JSON only.</summary>
internal static class FhirBody
{
    // FHIR nests a dozen levels at most.
    private const int MaxDepth = 64;
    private const int BlockSize = 32 * 1024;

    // Of two properties of one name nobody can tell which was meant.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <exception cref="LegacySystemException">There are more bytes than allowed.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            throw TooLong(limit);
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>(BlockSize);
        while (await stream.ReadAsync(body.GetMemory(BlockSize), cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
                throw TooLong(limit);
        }

        return body.WrittenMemory;
    }

    /// <exception cref="LegacySystemException">The bytes are no JSON text in an encoding that is known.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> bytes, string? charset)
    {
        var utf8 = ToUtf8(bytes, charset?.Trim('"', '\'', ' '));
        try
        {
            // The parser would believe bytes within texts until somebody reads them; names it reads at once, to compare them.
            if (!Utf8.IsValid(utf8))
                throw NotJson();
            return JsonElement.Parse(utf8, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Its message may quote what it read.
            throw NotJson();
        }
    }

    private static LegacySystemException NotJson() => new("its FHIR server answered with something that is no JSON");

    private static LegacySystemException TooLong(int limit) => new($"its FHIR server answered with more than {limit} bytes");

    private static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Transcode(bytes[2..], Encoding.Unicode);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Transcode(bytes[2..], Encoding.BigEndianUnicode);
        return charset?.ToLowerInvariant() switch
        {
            null or "" or "utf-8" or "utf8" or "us-ascii" => bytes,
            "iso-8859-1" or "latin1" => Transcode(bytes, Encoding.Latin1),
            "utf-16" or "utf-16le" => Transcode(bytes, Encoding.Unicode),
            "utf-16be" => Transcode(bytes, Encoding.BigEndianUnicode),
            _ => throw new LegacySystemException("its FHIR server answered in an encoding that is not known"),
        };
    }

    private static byte[] Transcode(ReadOnlySpan<byte> bytes, Encoding encoding) => Encoding.UTF8.GetBytes(encoding.GetString(bytes));
}

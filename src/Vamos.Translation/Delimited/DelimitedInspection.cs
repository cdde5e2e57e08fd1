namespace Vamos.Translation.Delimited;

using System.Security.Cryptography;
using System.Text.Unicode;

/// <summary>
/// Goes through the bytes of a file before any line of it is believed: whether it is text, in the encoding that it should be in, and whole.
/// </summary>
public sealed class DelimitedInspection
{
    private const int LongestSequence = 4;

    private readonly byte[] _buffer = new byte[128 * 1024];
    private readonly DelimitedEncoding _expected;
    private bool _isUtf8 = true;
    private bool _isAscii = true;

    private DelimitedInspection(DelimitedEncoding expected) => _expected = expected;

    /// <summary>Inspects a file.</summary>
    /// <returns>Its SHA-256 in lower-case hexadecimal digits.</returns>
    /// <exception cref="UnreadableTextException">It is not what it should be.</exception>
    public static string Run(Stream file, DelimitedEncoding expected, CancellationToken cancellationToken) =>
        new DelimitedInspection(expected).Run(file, cancellationToken);

    private string Run(Stream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long total = 0;
        byte last = 0;
        var kept = 0;
        while (file.ReadAtLeast(_buffer.AsSpan(kept), LongestSequence, throwOnEndOfStream: false) is var read and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(_buffer, kept, read);
            var text = _buffer.AsSpan(0, kept + read);
            if (total == 0)
                LookAtStart(text);
            total += read;
            last = text[^1];
            kept = LookAt(text);
            text[^kept..].CopyTo(_buffer);
        }

        if (total == 0)
            throw new UnreadableTextException("it is empty");
        Judge(isCutOff: kept > 0);
        if (last != (byte)'\n')
            throw new UnreadableTextException("it is truncated: the last line has no end");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void LookAtStart(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new UnreadableTextException("it was re-encoded: it begins with the byte-order mark of UTF-16");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            throw new UnreadableTextException("it was re-encoded: it begins with the byte-order mark of UTF-8");
    }

    /// <returns>How many bytes at the end are the beginning of a character that goes on in what is not read yet.</returns>
    private int LookAt(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)0))
            throw new UnreadableTextException("it is no text file, or was re-encoded as UTF-16: it has bytes of zero");
        if (!text.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return 0;
        _isAscii = false;
        if (text.IndexOf((ReadOnlySpan<byte>)[0xEF, 0xBF, 0xBD]) >= 0)
            throw new UnreadableTextException("it was re-encoded: it has replacement characters (U+FFFD) where letters were lost");
        if (!_isUtf8)
            return Math.Min(2, text.Length);
        var kept = UnfinishedAtEnd(text);
        _isUtf8 = Utf8.IsValid(text[..^kept]);
        return kept;
    }

    private void Judge(bool isCutOff)
    {
        if (_isAscii)
            return;
        if (_expected == DelimitedEncoding.Latin1 && _isUtf8 && !isCutOff)
            throw new UnreadableTextException("it was re-encoded: ISO 8859-1 is expected, and its letters are those of UTF-8");
        if (_expected == DelimitedEncoding.Utf8 && (!_isUtf8 || isCutOff))
            throw new UnreadableTextException("it is not in UTF-8, which is expected");
    }

    private static int UnfinishedAtEnd(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back < LongestSequence && back <= text.Length; back++)
        {
            var code = text[^back];
            if (code < 0x80)
                return 0;
            if (code >= 0xC0)
                return back < (code >= 0xF0 ? 4 : code >= 0xE0 ? 3 : 2) ? back : 0;
        }

        return 0;
    }
}

namespace Vamos.Trust.Transparency;

using System.Globalization;

/// <summary>
/// What a checkpoint says (C2SP tlog-checkpoint): of which log, how many records, which root. One extension line
/// <c>signed 2026-11-22T10:30:00.123Z</c> adds when; lines of others are kept out, since nobody here could judge them.
/// </summary>
/// <param name="Origin">The log. Example: <c>vamos.gov.py/exchange-log</c>.</param>
/// <param name="Size">Number of records.</param>
/// <param name="Root">Root of the tree.</param>
/// <param name="SignTime">When it was signed, to the millisecond; null when it does not say.</param>
public sealed record TreeHead(string Origin, long Size, byte[] Root, DateTimeOffset? SignTime)
{
    private const string Signed = "signed ";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The text that is signed.</summary>
    public string Format()
    {
        var text = $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\n";
        return SignTime is { } time ? $"{text}{Signed}{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}\n" : text;
    }

    /// <summary>Reads a text that was signed.</summary>
    /// <exception cref="FormatException">It is not that of a checkpoint; the message says why.</exception>
    public static TreeHead Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new FormatException("does not end with a newline");
        var lines = text[..^1].Split('\n');
        if (lines.Length < 3 || lines.Any(line => line.Length == 0))
            throw new FormatException("has fewer than the three lines origin, size and root, or an empty one");
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != lines[1])
        {
            throw new FormatException($"has the size '{lines[1]}', which is no number");
        }

        if (!CanonicalBase64.TryDecode(lines[2], out var root) || root.Length != MerkleHash.Size)
            throw new FormatException("has a root that is not the base64 of 32 bytes");
        return new TreeHead(lines[0], size, root, lines.Skip(3).Select(TimeOf).FirstOrDefault(time => time is not null));
    }

    private static DateTimeOffset? TimeOf(string extension) =>
        extension.StartsWith(Signed, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(
            extension.AsSpan(Signed.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}

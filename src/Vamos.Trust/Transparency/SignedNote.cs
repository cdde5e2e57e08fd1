namespace Vamos.Trust.Transparency;

using System.Buffers.Binary;
using System.Text;

/// <summary>
/// A text with signatures after C2SP signed-note: the text, an empty line, and a line <c>— name base64(key id, signature)</c>
/// for each signature. What is signed is the text with its last newline.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Dash = "\u2014 ";
    private const int MostBytes = 64 * 1024;
    private const int MostSignatures = 64;
    private const int KeyIdBytes = 4;

    /// <summary>Whether a text can name a key: not empty, neither spaces nor a plus.</summary>
    public static bool IsKeyName(string name) =>
        name.Length != 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    /// <summary>Reads a note.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static SignedNote Parse(string note)
    {
        if (Encoding.UTF8.GetByteCount(note) > MostBytes)
            throw new FormatException($"is larger than {MostBytes} bytes");
        if (note.Any(c => c < ' ' && c != '\n'))
            throw new FormatException("holds control characters");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            throw new FormatException("has no empty line between text and signatures");
        if (!note.EndsWith('\n') || end + 2 == note.Length)
            throw new FormatException("does not end with a signature line");

        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MostSignatures)
            throw new FormatException($"has more than {MostSignatures} signatures");
        return new SignedNote(note[..(end + 1)], [.. lines.Select(ParseSignature)]);
    }

    /// <summary>The note as it is exchanged.</summary>
    public string Format()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[KeyIdBytes + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Signature.CopyTo(bytes.AsSpan(KeyIdBytes));
            note.Append(Dash).Append(signature.KeyName).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature ParseSignature(string line)
    {
        var parts = line.StartsWith(Dash, StringComparison.Ordinal) ? line[Dash.Length..].Split(' ') : [];
        if (parts.Length != 2 || !IsKeyName(parts[0]))
            throw new FormatException("has a line among the signatures that is none");
        if (!CanonicalBase64.TryDecode(parts[1], out var bytes) || bytes.Length <= KeyIdBytes)
            throw new FormatException($"has a signature by '{parts[0]}' that cannot be read");
        return new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdBytes..]);
    }
}

/// <summary>One signature of a note.</summary>
/// <param name="KeyName">Name of the key.</param>
/// <param name="KeyId">The first four bytes of a hash of the key.</param>
/// <param name="Signature">The signature.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Signature);

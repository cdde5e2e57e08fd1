namespace Vamos.Trust.Transparency;

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// The public key of a log, by which anybody verifies its checkpoints. As text
/// <c>name+key id in hexadecimal+base64(0x02, public key)</c>, the form that notes use: 0x02 stands for ECDSA with SHA-256,
/// the public key is the DER of its SubjectPublicKeyInfo, and the key id is the first four bytes of that DER's SHA-256.
/// The curve is P-256; a signature is the DER of its two numbers.
/// </summary>
public sealed class LogVerifierKey
{
    private const byte EcdsaWithSha256 = 2;
    private const int CurveBits = 256;

    private readonly byte[] _publicKey;
    private readonly ECDsa _key;

    private LogVerifierKey(string name, byte[] publicKey, ECDsa key)
    {
        Name = name;
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));
        _publicKey = publicKey;
        _key = key;
    }

    /// <summary>Name of the key, which is the origin of the log.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of the hash of the public key.</summary>
    public uint Id { get; }

    /// <summary>Reads a key from its text.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static LogVerifierKey Parse(string text)
    {
        // base64 may hold a plus, names and hexadecimal cannot
        var parts = text.Trim().Split('+', 3);
        if (parts.Length != 3 || !SignedNote.IsKeyName(parts[0]))
            throw new FormatException("A verifier key has the form name+id+key.");
        if (!CanonicalBase64.TryDecode(parts[2], out var bytes) || bytes.Length < 2)
            throw new FormatException($"The key of '{parts[0]}' cannot be read.");
        if (bytes[0] != EcdsaWithSha256)
            throw new FormatException($"The key of '{parts[0]}' is of the kind {bytes[0]}; only ECDSA (2) is known here.");

        var key = Of(parts[0], bytes[1..]);
        return parts[1].Length == 8 && uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id == key.Id
            ? key
            : throw new FormatException($"The id '{parts[1]}' is not that of the key of '{parts[0]}'.");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([EcdsaWithSha256, .. _publicKey])}";

    internal static LogVerifierKey Of(string name, byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            if (read == publicKey.Length && key.KeySize == CurveBits)
                return new LogVerifierKey(name, publicKey, key);
        }
        catch (CryptographicException)
        {
            // said below
        }

        key.Dispose();
        throw new FormatException($"The key of '{name}' is not a public key on the curve P-256.");
    }

    internal bool Signed(NoteSignature signature) => signature.KeyId == Id && signature.KeyName == Name;

    internal bool Verifies(string text, NoteSignature signature)
    {
        // a key of the framework is not made for several threads
        lock (_key)
            return _key.VerifyData(Encoding.UTF8.GetBytes(text), signature.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}

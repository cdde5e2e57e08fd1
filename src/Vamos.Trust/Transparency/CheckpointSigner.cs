namespace Vamos.Trust.Transparency;

using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;

/// <summary>Signs the checkpoints of one log with an ECDSA key on the curve P-256.</summary>
public sealed class CheckpointSigner : IDisposable
{
    private readonly ECDsa _key;

    /// <summary>A signer of the log of that name. The key belongs to the signer from here on.</summary>
    /// <param name="origin">Name of the log, and of the key. Example: <c>vamos.gov.py/exchange-log</c>.</param>
    /// <param name="key">Private key.</param>
    /// <exception cref="FormatException">The name holds spaces or a plus, or the key is of another kind.</exception>
    public CheckpointSigner(string origin, ECDsa key)
    {
        if (!SignedNote.IsKeyName(origin))
            throw new FormatException($"'{origin}' cannot name a log: it must be neither empty nor hold spaces or a plus.");
        VerifierKey = LogVerifierKey.Of(origin, key.ExportSubjectPublicKeyInfo());
        _key = key;
    }

    /// <summary>The key by which others verify.</summary>
    public LogVerifierKey VerifierKey { get; }

    /// <summary>Name of the log.</summary>
    public string Origin => VerifierKey.Name;

    /// <summary>Signs the size and the root of the log.</summary>
    public Checkpoint Sign(long size, byte[] root, DateTimeOffset now)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var text = new TreeHead(Origin, size, root, time).Format();
        byte[] signature;
        lock (_key)
            signature = _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new Checkpoint
        {
            Text = new SignedNote(text, [new NoteSignature(Origin, VerifierKey.Id, signature)]).Format(),
            TreeSize = size,
            RootHash = ByteString.CopyFrom(root),
            SignTime = Timestamp.FromDateTimeOffset(time),
        };
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}

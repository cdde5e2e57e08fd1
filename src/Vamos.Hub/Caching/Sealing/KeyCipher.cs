namespace Vamos.Hub.Caching.Sealing;

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vamos.Hosting.Secrets;

/// <summary>AES-256-GCM with one key of the ring. A cipher serves one caller at a time and costs more to make than to use, so they are kept.</summary>
internal sealed class KeyCipher(Secret secret)
{
    public const int MacSize = 16;

    // a key file may hold longer secrets than the cipher takes
    private readonly byte[] _key = SHA256.HashData(secret.Bytes);
    private readonly ConcurrentQueue<AesGcm> _idle = new();

    public byte Id => secret.Id;

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content, Span<byte> ciphertext, Span<byte> mac, ReadOnlySpan<byte> authenticated)
    {
        var cipher = Take();
        cipher.Encrypt(nonce, content, ciphertext, mac, authenticated);
        _idle.Enqueue(cipher);
    }

    public bool TryDecrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> mac, Span<byte> content, ReadOnlySpan<byte> authenticated)
    {
        var cipher = Take();
        try
        {
            cipher.Decrypt(nonce, ciphertext, mac, content, authenticated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            _idle.Enqueue(cipher);
        }
    }

    private AesGcm Take() => _idle.TryDequeue(out var idle) ? idle : new AesGcm(_key, MacSize);
}

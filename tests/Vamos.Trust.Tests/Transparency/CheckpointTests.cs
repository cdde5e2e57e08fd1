namespace Vamos.Trust.Tests.Transparency;

using System.Security.Cryptography;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

public sealed class CheckpointTests : IDisposable
{
    private readonly TestLog _log = new(9);

    [Fact]
    public void Checkpoint_that_was_signed_verifies_and_says_what_it_covers()
    {
        var checkpoint = _log.Checkpoint(9);

        var finding = CheckpointVerification.Verify(checkpoint, [Reread(_log.Signer.VerifierKey)], out var head);

        Assert.True(finding.Valid, finding.Explanation);
        Assert.Equal(("hub.example/log", 9L, TestLog.Now), (head!.Origin, head.Size, head.SignTime));
        Assert.Equal(checkpoint.RootHash.ToByteArray(), head.Root);
        Assert.StartsWith("hub.example/log\n9\n", checkpoint.Text, StringComparison.Ordinal);
        Assert.Contains("\nsigned 2026-11-22T10:30:00.123Z\n\n\u2014 hub.example/log ", checkpoint.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_id_is_that_of_ecdsa_keys_in_notes()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..4]);
        using var signer = new CheckpointSigner("hub.example/log", key);

        Assert.StartsWith($"hub.example/log+{id}+A", signer.VerifierKey.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Convert.FromBase64String(signer.VerifierKey.ToString().Split('+', 3)[2])[0]);
    }

    [Fact]
    public void Checkpoint_with_any_character_changed_is_refused()
    {
        var text = _log.Checkpoint(9).Text;
        for (var i = 0; i < text.Length; i++)
        {
            var changed = _log.Checkpoint(9);
            changed.Text = text[..i] + (text[i] == 'x' ? 'y' : 'x') + text[(i + 1)..];
            Assert.False(CheckpointVerification.Verify(changed, [_log.Signer.VerifierKey], out var head).Valid, $"character {i}");
            Assert.Null(head);
        }
    }

    [Fact]
    public void Checkpoint_of_another_key_is_unknown()
    {
        using var other = new CheckpointSigner("hub.example/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));

        Assert.Equal(TrustFault.UnknownKey, CheckpointVerification.Verify(_log.Checkpoint(9), [other.VerifierKey], out _).Fault);
        Assert.Equal(TrustFault.UnknownKey, CheckpointVerification.Verify(_log.Checkpoint(9), [], out _).Fault);
    }

    [Fact]
    public void Checkpoint_with_a_witness_beside_the_log_verifies()
    {
        using var witness = new CheckpointSigner("witness.example", ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var checkpoint = _log.Checkpoint(9);
        var signatures = SignedNote.Parse(checkpoint.Text);
        var strange = SignedNote.Parse(witness.Sign(9, checkpoint.RootHash.ToByteArray(), TestLog.Now).Text).Signatures;
        checkpoint.Text = (signatures with { Signatures = [.. strange, .. signatures.Signatures] }).Format();

        Assert.True(CheckpointVerification.Verify(checkpoint, [_log.Signer.VerifierKey], out _).Valid);
        Assert.Equal(TrustFault.WrongOrigin, CheckpointVerification.Verify(checkpoint, [witness.VerifierKey], out _).Fault);
    }

    [Fact]
    public void Fields_beside_the_text_that_say_something_else_are_refused()
    {
        Action<Checkpoint>[] changes =
            [c => c.TreeSize++, c => c.RootHash = Google.Protobuf.ByteString.Empty, c => c.SignTime = null, c => c.SignTime.Nanos++];
        foreach (var change in changes)
        {
            var checkpoint = _log.Checkpoint(9);
            change(checkpoint);
            Assert.Equal(TrustFault.CheckpointFieldsDiffer, CheckpointVerification.Verify(checkpoint, [_log.Signer.VerifierKey], out _).Fault);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("log\n1\n")]
    [InlineData("log\n1\nAAAA\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("log\n01\n{root}\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("log\n-1\n{root}\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("log\n99999999999999999999\n{root}\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n- log AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n\u2014 log AAAA\n")]
    [InlineData("log\n1\n{root}\n\n\u2014 log  AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n\u2014 lo+g AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\n\u2014 log AAAAAAA=")]
    [InlineData("log\r\n1\n{root}\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("\n1\n{root}\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("log\n1\n{root}\n\nmore\n\n\u2014 log AAAAAAA=\n")]
    public void Text_that_is_no_checkpoint_is_malformed(string text)
    {
        var checkpoint = new Checkpoint { Text = text.Replace("{root}", Convert.ToBase64String(new byte[32]), StringComparison.Ordinal) };

        var finding = CheckpointVerification.Verify(checkpoint, [_log.Signer.VerifierKey], out _);

        Assert.Equal(TrustFault.CheckpointMalformed, finding.Fault);
        Assert.StartsWith("The text of the checkpoint ", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("log")]
    [InlineData("log+00000000+")]
    [InlineData("log+00000000+AQAA")]
    [InlineData("log+00000000+AgAA")]
    [InlineData("l og+00000000+AgAA")]
    public void Text_that_is_no_key_is_refused(string text) => Assert.Throws<FormatException>(() => LogVerifierKey.Parse(text));

    [Fact]
    public void Key_with_the_id_of_another_or_on_another_curve_is_refused()
    {
        var text = _log.Signer.VerifierKey.ToString().Split('+', 3);
        Assert.Throws<FormatException>(() => LogVerifierKey.Parse($"{text[0]}+00000000+{text[2]}"));

        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<FormatException>(() => new CheckpointSigner("log", large));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<FormatException>(() => new CheckpointSigner("a log", key));
    }

    public void Dispose() => _log.Dispose();

    private static LogVerifierKey Reread(LogVerifierKey key) => LogVerifierKey.Parse(key.ToString());
}

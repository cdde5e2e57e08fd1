namespace Vamos.Trust.Transparency;

using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;

/// <summary>What is wrong with a receipt or a checkpoint, for programs; <see cref="TrustFinding.Explanation"/> says it in words.</summary>
public enum TrustFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The checkpoint is missing or its text is not in the form of one.</summary>
    CheckpointMalformed,

    /// <summary>No key that is trusted signed the checkpoint.</summary>
    UnknownKey,

    /// <summary>The signature does not belong to this text and this key.</summary>
    SignatureWrong,

    /// <summary>The checkpoint is of another log than the key.</summary>
    WrongOrigin,

    /// <summary>Size, root or time beside the signed text say something else than the text.</summary>
    CheckpointFieldsDiffer,

    /// <summary>The record cannot be read.</summary>
    RecordMalformed,

    /// <summary>The record says that it is at another position than the receipt.</summary>
    IndexDiffers,

    /// <summary>The record's position is not within the size that was signed.</summary>
    IndexBeyondSize,

    /// <summary>The proof has too few or too many hashes, or pieces that are none.</summary>
    ProofMalformed,

    /// <summary>Record and proof do not lead to the root that was signed.</summary>
    ProofFails,

    /// <summary>The request that was kept is not the one recorded.</summary>
    RequestDiffers,

    /// <summary>The response that was kept is not the one recorded.</summary>
    ResponseDiffers,

    /// <summary>The receipt is that of another exchange than the one asked for.</summary>
    ExchangeDiffers,
}

/// <summary>The first thing that is wrong, or that nothing is.</summary>
/// <param name="Fault">What.</param>
/// <param name="Explanation">The same in words.</param>
public sealed record TrustFinding(TrustFault Fault, string Explanation)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Valid => Fault == TrustFault.None;
}

/// <summary>Verifies the signed checkpoints of a log.</summary>
public static class CheckpointVerification
{
    /// <summary>Verifies a checkpoint and reads what it says.</summary>
    /// <param name="checkpoint">The checkpoint as the log gave it.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="head">What was signed; null when something is wrong.</param>
    public static TrustFinding Verify(Checkpoint? checkpoint, IReadOnlyCollection<LogVerifierKey> keys, out TreeHead? head)
    {
        head = null;
        if (checkpoint is null)
            return new(TrustFault.CheckpointMalformed, "There is no checkpoint.");

        SignedNote note;
        TreeHead said;
        try
        {
            note = SignedNote.Parse(checkpoint.Text);
            said = TreeHead.Parse(note.Text);
        }
        catch (FormatException e)
        {
            return new(TrustFault.CheckpointMalformed, $"The text of the checkpoint {e.Message}.");
        }

        var signed = note.Signatures.SelectMany(s => keys.Where(k => k.Signed(s)).Select(k => (Key: k, Signature: s))).ToArray();
        if (signed.Length == 0)
        {
            var by = string.Join(", ", note.Signatures.Select(s => $"{s.KeyName} ({s.KeyId:x8})"));
            return new(TrustFault.UnknownKey, $"No key that you trust signed the checkpoint; it is signed by {by}.");
        }

        foreach (var (key, signature) in signed)
        {
            if (key.Name != said.Origin)
                return new(TrustFault.WrongOrigin, $"The checkpoint is of the log '{said.Origin}', its key is that of '{key.Name}'.");
            if (!key.Verifies(note.Text, signature))
            {
                return new(
                    TrustFault.SignatureWrong,
                    $"The signature by {key.Name} ({key.Id:x8}) does not belong to the text of the checkpoint: one of them was changed.");
            }
        }

        if (FieldsDiffer(checkpoint, said) is { } difference)
            return new(TrustFault.CheckpointFieldsDiffer, $"The checkpoint gives another {difference} beside its signed text than in it.");
        head = said;
        return new(TrustFault.None, $"The checkpoint over {said.Size} records is signed by {said.Origin}.");
    }

    private static string? FieldsDiffer(Checkpoint checkpoint, TreeHead said) =>
        checkpoint.TreeSize != said.Size ? "size"
        : !checkpoint.RootHash.Span.SequenceEqual(said.Root) ? "root"
        : said.SignTime is { } time && !Timestamp.FromDateTimeOffset(time).Equals(checkpoint.SignTime) ? "time"
        : null;
}

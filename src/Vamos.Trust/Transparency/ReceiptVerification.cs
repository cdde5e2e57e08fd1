namespace Vamos.Trust.Transparency;

using System.Security.Cryptography;
using Google.Protobuf;
using Vamos.Exchange.V1;

/// <summary>Messages that a caller kept, to be proven by its receipt: the bytes as they went over the wire.</summary>
/// <param name="Request">The request message; null when it was not kept.</param>
/// <param name="Response">The response message; null when it was not kept.</param>
public sealed record KeptPayload(byte[]? Request, byte[]? Response);

/// <summary>Verifies a receipt without the hub: nothing but the receipt and the key of the log is needed.</summary>
public static class ReceiptVerification
{
    /// <summary>Verifies a receipt from its signature down to its record, and the payload if it was kept.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="kept">What the caller kept; null for nothing.</param>
    public static ReceiptFinding Verify(Receipt receipt, IReadOnlyCollection<LogVerifierKey> keys, KeptPayload? kept = null)
    {
        ExchangeRecord? record = null;
        TrustFinding Wrong(TrustFault fault, string explanation) => new(fault, explanation);
        ReceiptFinding Found(TrustFinding finding) => new(finding.Fault, finding.Explanation, record);

        try
        {
            record = ExchangeRecord.Parser.ParseFrom(receipt.Record);
        }
        catch (InvalidProtocolBufferException)
        {
            return Found(Wrong(TrustFault.RecordMalformed, "The record cannot be read as one of an exchange."));
        }

        if (receipt.Record.IsEmpty)
            return Found(Wrong(TrustFault.RecordMalformed, "There is no record."));
        if (record.LogIndex != receipt.LogIndex)
            return Found(Wrong(TrustFault.IndexDiffers, $"The record is that of position {record.LogIndex}, the receipt that of position {receipt.LogIndex}."));

        var signed = CheckpointVerification.Verify(receipt.Checkpoint, keys, out var head);
        if (!signed.Valid)
            return Found(signed);
        if (Inclusion(receipt, head!) is { } inclusion)
            return Found(inclusion);
        if (Differs(kept?.Request, record.RequestHash))
            return Found(Wrong(TrustFault.RequestDiffers, "The request that was kept is not the one of this exchange: its SHA-256 is another."));
        if (Differs(kept?.Response, record.ResponseHash))
            return Found(Wrong(TrustFault.ResponseDiffers, "The response that was kept is not the one of this exchange: its SHA-256 is another."));
        return Found(new(
            TrustFault.None, $"Exchange {record.ExchangeId} is record {record.LogIndex} of the log {head!.Origin}, signed over {head.Size} records."));
    }

    private static TrustFinding? Inclusion(Receipt receipt, TreeHead head)
    {
        if (receipt.LogIndex < 0 || receipt.LogIndex >= head.Size)
            return new(TrustFault.IndexBeyondSize, $"The record is at position {receipt.LogIndex}, but the checkpoint covers {head.Size} records only.");

        var needed = MerkleProof.InclusionLength(receipt.LogIndex, head.Size);
        var there = receipt.InclusionProof.Count;
        if (there != needed)
            return new(TrustFault.ProofMalformed, $"The proof has {there} hashes where position {receipt.LogIndex} of {head.Size} needs {needed}.");
        if (receipt.InclusionProof.Any(hash => hash.Length != MerkleHash.Size))
            return new(TrustFault.ProofMalformed, "The proof holds a piece that is not a hash.");

        var proof = receipt.InclusionProof.Select(hash => hash.Memory).ToArray();
        return MerkleProof.VerifiesInclusion(MerkleHash.Leaf(receipt.Record.Span), receipt.LogIndex, head.Size, proof, head.Root)
            ? null
            : new(TrustFault.ProofFails, "The record does not lead to the root that was signed: the record or its proof was changed.");
    }

    private static bool Differs(byte[]? payload, ByteString hash) => payload is not null && !hash.Span.SequenceEqual(SHA256.HashData(payload));
}

/// <summary>What the verification of a receipt found.</summary>
/// <param name="Fault">The first thing that is wrong.</param>
/// <param name="Explanation">The same in words.</param>
/// <param name="Record">The record; null when it cannot be read. To be believed only when nothing is wrong.</param>
public sealed record ReceiptFinding(TrustFault Fault, string Explanation, ExchangeRecord? Record)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Valid => Fault == TrustFault.None;
}

namespace Vamos.Trust.Transparency;

using System.IO.Compression;
using Google.Protobuf;
using Vamos.Exchange.V1;

/// <summary>
/// Records that left the database, with all that proves them: a checkpoint and the hashes of what surrounds them in its tree.
/// A gzip file of length-delimited messages: a <see cref="Receipt"/> whose index is that of the first record, whose proof is
/// that of the range and whose record is empty, then the records.
/// </summary>
/// <param name="First">Position of the first record.</param>
/// <param name="Proof">Hashes of what surrounds the records, after <see cref="MerkleRange"/>.</param>
/// <param name="Checkpoint">The checkpoint to which they lead.</param>
/// <param name="Records">The records as they were hashed.</param>
public sealed record AuditArchive(long First, IReadOnlyList<byte[]> Proof, Checkpoint Checkpoint, IReadOnlyList<ByteString> Records)
{
    /// <summary>Position behind the last record.</summary>
    public long End => First + Records.Count;

    /// <summary>Writes an archive and returns once it is on the disk.</summary>
    public static void Write(string path, long first, IReadOnlyList<byte[]> proof, Checkpoint checkpoint, IEnumerable<byte[]> records)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            new Receipt { LogIndex = first, InclusionProof = { proof.Select(ByteString.CopyFrom) }, Checkpoint = checkpoint }.WriteDelimitedTo(zip);
            using var output = new CodedOutputStream(zip, leaveOpen: true);
            foreach (var record in records)
                output.WriteBytes(UnsafeByteOperations.UnsafeWrap(record));
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads an archive.</summary>
    /// <exception cref="FormatException">The file is none.</exception>
    public static AuditArchive Read(string path)
    {
        try
        {
            using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            var header = Receipt.Parser.ParseDelimitedFrom(zip);
            using var input = CodedInputStream.CreateWithLimits(zip, int.MaxValue, 100);
            var records = new List<ByteString>();
            while (!input.IsAtEnd)
                records.Add(input.ReadBytes());
            return new AuditArchive(header.LogIndex, [.. header.InclusionProof.Select(hash => hash.ToByteArray())], header.Checkpoint, records);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException or EndOfStreamException)
        {
            throw new FormatException($"{path} is not an archive of exchange records, or it is damaged: {e.Message}", e);
        }
    }

    /// <summary>Verifies the archive by the key of the log, without the database.</summary>
    public TrustFinding Verify(IReadOnlyCollection<LogVerifierKey> keys)
    {
        var signed = CheckpointVerification.Verify(Checkpoint, keys, out var head);
        if (!signed.Valid)
            return signed;
        if (Records.Count == 0 || First < 0 || End > head!.Size)
            return new(TrustFault.IndexBeyondSize, $"The archive holds the positions {First} to {End - 1}, the checkpoint covers {head!.Size} records.");

        var hashes = new byte[Records.Count * MerkleHash.Size];
        for (var i = 0; i < Records.Count; i++)
        {
            if (PositionOf(Records[i]) is not { } position)
                return new(TrustFault.RecordMalformed, $"Record {First + i} cannot be read as one of an exchange.");
            if (position != First + i)
                return new(TrustFault.IndexDiffers, $"At position {First + i} the archive holds the record of position {position}.");
            MerkleHash.Leaf(Records[i].Span).CopyTo(hashes.AsSpan(i * MerkleHash.Size));
        }

        return MerkleRange.Root(First, head.Size, hashes, Proof) is { } root && root.AsSpan().SequenceEqual(head.Root)
            ? new(TrustFault.None, $"The records {First} to {End - 1} are those of the log {head.Origin}, signed over {head.Size} records.")
            : new(TrustFault.ProofFails, $"The records {First} to {End - 1} do not lead to the root that was signed: one of them or the proof was changed.");
    }

    private static long? PositionOf(ByteString record)
    {
        try
        {
            return ExchangeRecord.Parser.ParseFrom(record).LogIndex;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}

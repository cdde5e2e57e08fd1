namespace Vamos.Trust.Tests.Transparency;

using System.Security.Cryptography;
using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

/// <summary>A small log in memory with receipts for all its records.</summary>
public sealed class TestLog : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, 123, TimeSpan.Zero);

    private readonly List<byte[]> _records = [];

    public CheckpointSigner Signer { get; } = new("hub.example/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static byte[] Request(int index) => [1, (byte)index];

    public static byte[] Response(int index) => [2, (byte)index];

    public TestLog(int size)
    {
        for (var i = 0; i < size; i++)
        {
            _records.Add(new ExchangeRecord
            {
                ExchangeId = $"exchange{i}",
                LogIndex = i,
                ConsumerInstitution = "mtess",
                RequestHash = ByteString.CopyFrom(SHA256.HashData(Request(i))),
                ResponseHash = ByteString.CopyFrom(SHA256.HashData(Response(i))),
            }.ToByteArray());
        }
    }

    public Checkpoint Checkpoint(int size) => Signer.Sign(size, TestTree.Root(Hashes().AsSpan(0, size)), Now);

    public Receipt Receipt(int index, int size) => new()
    {
        Record = ByteString.CopyFrom(_records[index]),
        LogIndex = index,
        InclusionProof = { MerkleTree.InclusionProof(index, size, TestTree.Nodes(Hashes())).Select(ByteString.CopyFrom) },
        Checkpoint = Checkpoint(size),
    };

    public void Dispose() => Signer.Dispose();

    private byte[][] Hashes() => [.. _records.Select(record => MerkleHash.Leaf(record))];
}

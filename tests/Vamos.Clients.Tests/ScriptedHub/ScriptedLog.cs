namespace Vamos.Clients.Tests.ScriptedHub;

using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

/// <summary>A log of a few records with a key of its own, which signs what it gives out.</summary>
public sealed class ScriptedLog
{
    private const int Size = 5;
    private const int Position = 3;

    private readonly ECParameters _key = NewKey();

    public LogVerifierKey Key
    {
        get
        {
            using var signer = Signer();
            return signer.VerifierKey;
        }
    }

    /// <summary>A record as the hub writes one.</summary>
    public static ExchangeRecord RecordOf(string exchangeId) => new()
    {
        ExchangeId = exchangeId,
        LogIndex = Position,
        ConsumerInstitution = "utgs",
        Method = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary",
        Purpose = Purpose.CaseManagement,
        AgreementId = "utgs-coordinacion",
        CaseId = "EXP-2026-17",
        RequestTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 22, 10, 50, 3, TimeSpan.Zero)),
        Outcome = ExchangeOutcome.Answered,
        RequestHash = ByteString.CopyFrom(SHA256.HashData([1])),
        ResponseHash = ByteString.CopyFrom(SHA256.HashData([2])),
        ReleasedFields = { "beneficiary.person.name", "beneficiary.enrollments" },
    };

    /// <summary>The receipt of an exchange; in the log, records of other exchanges surround its own.</summary>
    public Receipt ReceiptOf(string exchangeId)
    {
        var record = RecordOf(exchangeId).ToByteArray();
        var leaves = Enumerable.Range(0, Size).Select(i => MerkleHash.Leaf(i == Position ? record : [(byte)i])).ToArray();

        byte[] Node(int level, long index) => level == 0
            ? leaves[index]
            : MerkleHash.Node(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1));

        using var signer = Signer();
        return new Receipt
        {
            Record = ByteString.CopyFrom(record),
            LogIndex = Position,
            InclusionProof = { MerkleTree.InclusionProof(Position, Size, Node).Select(ByteString.CopyFrom) },
            Checkpoint = signer.Sign(Size, MerkleTree.Root(Size, Node), new DateTimeOffset(2026, 11, 22, 10, 50, 4, TimeSpan.Zero)),
        };
    }

    private CheckpointSigner Signer() => new("vamos.gov.py/exchange-log", ECDsa.Create(_key));

    private static ECParameters NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: true);
    }
}

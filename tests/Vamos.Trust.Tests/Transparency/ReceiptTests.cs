namespace Vamos.Trust.Tests.Transparency;

using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

public sealed class ReceiptTests : IDisposable
{
    private readonly TestLog _log = new(13);

    [Fact]
    public void Receipt_of_every_record_verifies_with_its_payload()
    {
        for (var size = 1; size <= 13; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var finding = Verify(_log.Receipt(index, size), new KeptPayload(TestLog.Request(index), TestLog.Response(index)));
                Assert.True(finding.Valid, finding.Explanation);
                Assert.Equal(index, finding.Record!.LogIndex);
            }
        }
    }

    [Fact]
    public void Receipt_says_first_what_is_wrong()
    {
        Assert.Equal(TrustFault.RecordMalformed, Changed(r => r.Record = ByteString.CopyFrom(0xff)));
        Assert.Equal(TrustFault.RecordMalformed, Changed(r => r.Record = ByteString.Empty));
        Assert.Equal(TrustFault.IndexDiffers, Changed(r => r.LogIndex = 3));
        Assert.Equal(TrustFault.CheckpointMalformed, Changed(r => r.Checkpoint = null));
        Assert.Equal(TrustFault.CheckpointMalformed, Changed(r => r.Checkpoint.Text = "nothing"));
        Assert.Equal(TrustFault.SignatureWrong, Changed(r => r.Checkpoint.Text = r.Checkpoint.Text.Replace("\n13\n", "\n14\n", StringComparison.Ordinal)));
        Assert.Equal(TrustFault.CheckpointFieldsDiffer, Changed(r => r.Checkpoint.TreeSize = 14));
        Assert.Equal(TrustFault.IndexBeyondSize, Changed(r => r.Checkpoint = _log.Checkpoint(2)));
        Assert.Equal(TrustFault.ProofMalformed, Changed(r => r.InclusionProof.RemoveAt(0)));
        Assert.Equal(TrustFault.ProofMalformed, Changed(r => r.InclusionProof[0] = ByteString.CopyFrom(1, 2)));
        Assert.Equal(TrustFault.ProofFails, Changed(r => r.InclusionProof[0] = r.InclusionProof[1]));
        Assert.Equal(TrustFault.ProofFails, Changed(r => r.Checkpoint = _log.Signer.Sign(13, new byte[32], TestLog.Now)));
        Assert.Equal(TrustFault.ProofFails, Changed(r =>
        {
            var record = ExchangeRecord.Parser.ParseFrom(r.Record);
            record.ConsumerInstitution = "minna";
            r.Record = record.ToByteString();
        }));
    }

    [Fact]
    public void Payload_that_is_another_is_named()
    {
        Assert.Equal(TrustFault.RequestDiffers, Verify(_log.Receipt(4, 13), new KeptPayload([9], null)).Fault);
        Assert.Equal(TrustFault.ResponseDiffers, Verify(_log.Receipt(4, 13), new KeptPayload(TestLog.Request(4), [9])).Fault);
        Assert.True(Verify(_log.Receipt(4, 13), new KeptPayload(null, TestLog.Response(4))).Valid);
    }

    [Fact]
    public void Receipt_file_with_any_byte_of_the_record_flipped_does_not_verify()
    {
        var receipt = _log.Receipt(4, 13);
        for (var i = 0; i < receipt.Record.Length; i++)
        {
            var bytes = receipt.Record.ToByteArray();
            bytes[i] ^= 1;
            var changed = receipt.Clone();
            changed.Record = ByteString.CopyFrom(bytes);
            Assert.False(Verify(changed, null).Valid, $"byte {i}");
        }
    }

    [Fact]
    public void Receipt_survives_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-receipt-");
        var path = Path.Combine(folder.FullName, "r.json");
        ReceiptFile.Write(path, _log.Receipt(4, 13));

        Assert.Equal(_log.Receipt(4, 13).InclusionProof, ReceiptFile.Read(path).InclusionProof);
        Assert.True(Verify(ReceiptFile.Read(path), null).Valid);
        Assert.Contains("\"inclusionProof\"", File.ReadAllText(path), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"record\": 7}")]
    [InlineData("{\"record\": \"%\"}")]
    [InlineData("{\"logIndex\": \"x\"}")]
    [InlineData("{\"unknown\": 1}")]
    public void File_that_is_no_receipt_is_refused(string text) => Assert.Throws<FormatException>(() => ReceiptFile.Parse(text));

    public void Dispose() => _log.Dispose();

    private ReceiptFinding Verify(Receipt receipt, KeptPayload? kept) => ReceiptVerification.Verify(receipt, [_log.Signer.VerifierKey], kept);

    private TrustFault Changed(Action<Receipt> change)
    {
        var receipt = _log.Receipt(4, 13);
        change(receipt);
        return Verify(receipt, null).Fault;
    }
}

namespace Vamos.Hub.Tests.Exchange;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Running;
using Vamos.Trust.Transparency;

/// <summary>Every exchange can be proven afterwards, by its caller and without the hub.</summary>
public sealed class ReceiptTests
{
    private const string Known = "99000004";
    private static readonly GetBeneficiaryRequest Request = new() { NationalId = new NationalId { Number = Known } };

    [Fact]
    public async Task Answer_carries_its_record_and_the_receipt_proves_it_with_the_payload()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        var headers = new Metadata
        {
            { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" },
            { "vamos-case-id", "EXP-17" },
            { "vamos-user", "agent-7" },
            { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        };

        using var call = hub.Beneficiaries().GetBeneficiaryAsync(Request, headers, DateTime.UtcNow.AddSeconds(10));
        var response = await call;
        var promised = Receipt.Parser.ParseFrom(call.GetTrailers().GetValueBytes("vamos-receipt-bin"));
        var receipt = await ReceiptOfAsync(hub, "utgs", call.GetTrailers().GetValue("vamos-exchange-id")!);

        var key = hub.Part<AuditLog>().VerifierKey;
        var finding = ReceiptVerification.Verify(receipt, [key], new KeptPayload(Request.ToByteArray(), response.ToByteArray()));
        Assert.True(finding.Valid, finding.Explanation);
        Assert.Equal((promised.LogIndex, promised.Record), (receipt.LogIndex, receipt.Record));
        var record = finding.Record!;
        Assert.Equal(("utgs", Purpose.CaseManagement, "everything"), (record.ConsumerInstitution, record.Purpose, record.AgreementId));
        Assert.Equal(("EXP-17", "agent-7", "0af7651916cd43dd8448eb211c80319c"), (record.CaseId, record.User, record.TraceId));
        Assert.Equal((ExchangeOutcome.Answered, "vamos.beneficiary.v1"), (record.Outcome, record.ContractVersion));
        Assert.Equal(("mds", 0), (Assert.Single(record.Hops).Institution, record.Hops[0].StatusCode));
        Assert.InRange(record.DeadlineLeft.ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.NotEmpty(record.ReleasedFields);
        Assert.DoesNotContain(Known, record.ToString(), StringComparison.Ordinal);

        var changed = response.ToByteArray();
        changed[^1] ^= 1;
        Assert.Equal(TrustFault.ResponseDiffers, ReceiptVerification.Verify(receipt, [key], new KeptPayload(null, changed)).Fault);
    }

    [Fact]
    public async Task Receipt_of_another_institution_does_not_exist_for_us()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries("mtess").GetBeneficiaryAsync(Request, RunningHub.Purpose);
        await call;
        var exchange = call.GetTrailers().GetValue("vamos-exchange-id")!;

        Assert.NotNull(await ReceiptOfAsync(hub, "mtess", exchange));
        var foreign = await Fails.WithAsync(StatusCode.NotFound, () => ReceiptOfAsync(hub, "utgs", exchange));
        var unknown = await Fails.WithAsync(StatusCode.NotFound, () => ReceiptOfAsync(hub, "utgs", "nothing"));

        Assert.Equal(ErrorReasons.ExchangeNotFound, foreign.Reason);
        Assert.Equal(foreign.Message, unknown.Message);
    }

    [Fact]
    public async Task Lookup_of_somebody_unknown_is_recorded_as_answered()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        await using var hub = await RunningHub.StartAsync(mds);

        var failed = await Assert.ThrowsAsync<RpcException>(() => hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose).ResponseAsync);
        var receipt = await ReceiptOfAsync(hub, "utgs", failed.Trailers.GetValue("vamos-exchange-id")!);

        var record = ExchangeRecord.Parser.ParseFrom(receipt.Record);
        Assert.Equal((ExchangeOutcome.Answered, (int)StatusCode.NotFound, ErrorReasons.PersonNotFound), (record.Outcome, record.StatusCode, record.Reason));
    }

    [Fact]
    public async Task Log_only_grows_and_the_hub_proves_it()
    {
        await using var hub = await RunningHub.StartAsync();
        var exchange = new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("utgs")));
        await hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose);
        var earlier = await CheckpointBeyondAsync(exchange, 0);
        for (var i = 0; i < 5; i++)
            await hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose);
        var later = await CheckpointBeyondAsync(exchange, earlier.TreeSize);

        var proof = await exchange.GetConsistencyProofAsync(new() { FirstTreeSize = earlier.TreeSize, SecondTreeSize = later.TreeSize });

        Assert.True(MerkleProof.VerifiesConsistency(
            earlier.TreeSize, earlier.RootHash.Span, later.TreeSize, later.RootHash.Span, [.. proof.Proof.Select(p => p.Memory)]));
    }

    [Fact]
    public async Task Person_can_be_told_who_saw_the_data_and_nobody_else_can_ask_it()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.Beneficiaries("utgs").GetBeneficiaryAsync(Request, RunningHub.Purpose);
        await hub.Beneficiaries("mtess").GetBeneficiaryAsync(Request, RunningHub.Purpose);
        var purpose = new Metadata { { "vamos-purpose", "PURPOSE_DATA_SUBJECT_REQUEST" } };
        var question = new ListAccessesRequest { NationalId = new NationalId { Number = Known, CountryCode = "PY" } };

        var seen = await new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("utgs"))).ListAccessesAsync(question, purpose);

        Assert.Equal(["mtess", "utgs"], seen.Exchanges.Select(e => e.ConsumerInstitution));
        var other = new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of("mtess")));
        await Fails.WithAsync(StatusCode.PermissionDenied, () => other.ListAccessesAsync(question, purpose).ResponseAsync);
    }

    [Fact]
    public async Task Nothing_personal_leaves_while_the_log_cannot_be_written()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        hub.ExpectedErrors.AddRange(["cannot be recorded", "exchange log", "audit"]);
        await hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose);
        await hub.Part<Database>().WriteAsync(
            async transaction =>
            {
                await using var command = transaction.Connection!.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "ALTER TABLE audit_record RENAME TO audit_record_away";
                return await command.ExecuteNonQueryAsync();
            },
            CancellationToken.None);

        var found = await Fails.WithAsync(StatusCode.Unavailable, () => hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose).ResponseAsync);
        mds.Answers = (request, _) => Task.FromResult(new Adapter.V1.GetRecordsResponse { Records = ScriptedAdapter.Unknown(request) });
        var unknown = await Fails.WithAsync(StatusCode.Unavailable, () => hub.Beneficiaries().GetBeneficiaryAsync(Request, RunningHub.Purpose).ResponseAsync);

        Assert.Equal((ErrorReasons.AuditUnavailable, ErrorReasons.AuditUnavailable), (found.Reason, unknown.Reason));
        Assert.NotNull(found.RetryAfter);
        using var http = new HttpClient { BaseAddress = hub.Operations };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    private static async Task<Checkpoint> CheckpointBeyondAsync(ExchangeService.ExchangeServiceClient exchange, long size)
    {
        var until = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            try
            {
                var checkpoint = (await exchange.GetCheckpointAsync(new())).Checkpoint;
                if (checkpoint.TreeSize > size)
                    return checkpoint;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
            {
                // nothing signed yet
            }

            Assert.True(DateTime.UtcNow < until, "no checkpoint within 10 s");
            await Task.Delay(50);
        }
    }

    private static async Task<Receipt> ReceiptOfAsync(RunningHub hub, string institution, string exchange) =>
        (await new ExchangeService.ExchangeServiceClient(hub.Channel(TestCertificates.Of(institution))).GetReceiptAsync(new() { ExchangeId = exchange })).Receipt;
}

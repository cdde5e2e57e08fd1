namespace Vamos.Cli.Tests;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

public sealed class ReceiptTests(TestCertificates certificates) : IClassFixture<TestCertificates>, IDisposable
{
    private const string ExchangeId = "01a202e0565a7066ba83164e327a0ea5";

    private readonly ScriptedLog _log = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-cli-receipt-");

    private string FilePath => Path.Combine(_folder.FullName, "r.json");

    [Fact(Timeout = 30_000)]
    public async Task Receipt_kept_with_the_answer_verifies_with_the_hub_stopped()
    {
        CommandRun answered;
        await using (var hub = await Hub())
            answered = await CommandRun.Against(hub, certificates, "beneficiary", "get", "99000004", "--json", "--receipt", FilePath);

        var verified = await Verify();

        Assert.Equal(ExitCode.Ok, answered.ExitCode);
        Assert.Equal(HubScript.ExchangeId, answered.OutputJson.GetProperty("exchangeId").GetString());
        Assert.Contains($"The receipt is in {FilePath};", answered.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, verified.ExitCode);
        Assert.StartsWith($"valid: Exchange {HubScript.ExchangeId} is record 3 of the log ", verified.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Answer_is_printed_even_when_its_receipt_cannot_be_had()
    {
        await using var hub = await Hub();
        hub.Script.Receipt = _ => throw new Problem(StatusCode.NotFound, ErrorReasons.ExchangeNotFound, "The log does not have it.", "No.").ToException();

        var refused = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--receipt", FilePath);
        hub.Script.Receipt = request => _log.ReceiptOf(request.ExchangeId);
        var unwritable = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--receipt", Path.Combine(FilePath, "no", "r.json"));
        var json = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--json", "--receipt", Path.Combine(FilePath, "no", "r.json"));

        Assert.Equal((ExitCode.ReceiptMissing, ExitCode.ReceiptMissing), (refused.ExitCode, unwritable.ExitCode));
        Assert.Contains($"Exchange {HubScript.ExchangeId}", refused.Output, StringComparison.Ordinal);
        Assert.Contains($"there is no receipt in {FilePath}: The log does not have it.", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"Exchange {HubScript.ExchangeId}", unwritable.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.ReceiptMissing, json.ErrorJson.GetProperty("exitCode").GetInt32());
        Assert.False(File.Exists(FilePath));
    }

    [Fact(Timeout = 30_000)]
    public async Task Valid_receipt_says_what_it_proves()
    {
        Keep(_log.ReceiptOf(ExchangeId));

        var run = await Verify();

        Assert.Equal(
            $"""
            valid: Exchange {ExchangeId} is record 3 of the log vamos.gov.py/exchange-log, signed over 5 records.
              Exchange         {ExchangeId}
              Asked by         utgs
              Method           BeneficiaryService/GetBeneficiary
              Purpose          case management
              Agreement        utgs-coordinacion
              Case             EXP-2026-17
              When             2026-11-22 07:50:03-03
              Outcome          answered
              Fields released  beneficiary.person.name, beneficiary.enrollments
              Log position     3 of 5 records, signed 2026-11-22 07:50:04-03

            """.ReplaceLineEndings("\n") + "\n",
            run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task Finding_as_json_holds_the_record_only_when_it_is_proven()
    {
        Keep(_log.ReceiptOf(ExchangeId));
        var valid = await Verify("--json");
        var changed = _log.ReceiptOf(ExchangeId);
        changed.Record = Google.Protobuf.ByteString.CopyFrom([.. changed.Record.ToByteArray(), 0xC2, 0x3E, 0]);
        Keep(changed);
        var invalid = await Verify("--json");

        Assert.True(valid.OutputJson.GetProperty("valid").GetBoolean());
        Assert.Equal("utgs", valid.OutputJson.GetProperty("record").GetProperty("consumerInstitution").GetString());
        Assert.Equal(ExitCode.ReceiptRefused, invalid.ExitCode);
        Assert.Equal("proofFails", invalid.OutputJson.GetProperty("fault").GetString());
        Assert.False(invalid.OutputJson.TryGetProperty("record", out _));
    }

    [Fact(Timeout = 120_000)]
    public async Task Any_flipped_byte_of_the_file_is_refused_in_words()
    {
        var receipt = _log.ReceiptOf(ExchangeId);
        var text = System.Text.Encoding.UTF8.GetBytes(ReceiptFile.Format(receipt));
        for (var i = 0; i < text.Length; i++)
        {
            var flipped = (byte[])text.Clone();
            flipped[i] ^= (byte)(1 << (i % 8));
            await File.WriteAllBytesAsync(FilePath, flipped);

            var run = await Verify();

            // unused bits at the end of a base64 text are nobody's: then it is the same receipt
            if (run.ExitCode == ExitCode.Ok)
                Assert.Equal(receipt, ReceiptFile.Read(FilePath));
            else if (run.ExitCode == ExitCode.ReceiptRefused)
                Assert.Matches("^not valid: .{20,}", run.Output);
            else
                Assert.StartsWith($"{FilePath}: This is not a receipt: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Messages_that_were_kept_are_proven_or_refused()
    {
        Keep(_log.ReceiptOf(ExchangeId));
        var (request, response) = (Write("request", 1), Write("response", 2));

        var right = await Verify("--request", request, "--response", response);
        var wrong = await Verify("--response", request);

        Assert.Contains("Kept and proven  request, response\n", right.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.ReceiptRefused, wrong.ExitCode);
        Assert.StartsWith("not valid: The response that was kept is not the one of this exchange", wrong.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Key_is_that_of_the_folder_of_certificates_unless_it_is_named()
    {
        Keep(_log.ReceiptOf(ExchangeId));
        var absent = await CommandRun.Of("receipt", "verify", FilePath, "--certs", _folder.FullName);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "exchange-log.vkey"), $"{new ScriptedLog().Key}\n{_log.Key}\n");
        var byFolder = await CommandRun.Of("receipt", "verify", FilePath, "--certs", _folder.FullName);
        var byFile = await CommandRun.Of("receipt", "verify", FilePath, "--key", Path.Combine(_folder.FullName, "exchange-log.vkey"));
        var stranger = await CommandRun.Of("receipt", "verify", FilePath, "--key", new ScriptedLog().Key.ToString());
        var none = await CommandRun.Of("receipt", "verify", FilePath, "--key", "nonsense");

        Assert.Equal(ExitCode.Usage, absent.ExitCode);
        Assert.Contains("exchange-log.vkey", absent.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Ok, ExitCode.Ok), (byFolder.ExitCode, byFile.ExitCode));
        Assert.Equal(ExitCode.ReceiptRefused, stranger.ExitCode);
        Assert.StartsWith("not valid: No key that you trust signed the checkpoint", stranger.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, none.ExitCode);
        Assert.StartsWith("--key: nonsense is neither", none.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task File_that_is_missing_or_no_receipt_is_a_matter_of_the_command_line()
    {
        var missing = await Verify();
        await File.WriteAllTextAsync(FilePath, "{ \"beneficiary\": {} }");
        var other = await Verify();

        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (missing.ExitCode, other.ExitCode));
        Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);
        Assert.StartsWith($"{FilePath}: This is not a receipt: ", other.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Receipt_of_an_earlier_exchange_is_fetched_to_a_file_or_printed()
    {
        await using var hub = await Hub();

        var printed = await CommandRun.Against(hub, certificates, "receipt", "get", ExchangeId, "--as", "mds");
        var written = await CommandRun.Against(hub, certificates, "receipt", "get", ExchangeId, "-o", FilePath);

        Assert.Equal(ExchangeId, ExchangeRecord.Parser.ParseFrom(ReceiptFile.Parse(printed.Output).Record).ExchangeId);
        Assert.Equal("", written.Output);
        Assert.Equal(ExitCode.Ok, (await Verify()).ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Exchange_that_the_log_does_not_have_is_not_found()
    {
        await using var hub = await Hub();
        hub.Script.Receipt = _ => throw new Problem(StatusCode.NotFound, ErrorReasons.ExchangeNotFound, "The log does not have it.", "No.").ToException();

        var run = await CommandRun.Against(hub, certificates, "receipt", "get", "x");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.StartsWith("The log does not have it.", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<ScriptedHubServer> Hub()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary { Person = new Person() });
        hub.Script.Receipt = request => _log.ReceiptOf(request.ExchangeId);
        return hub;
    }

    private Task<CommandRun> Verify(params string[] more) => CommandRun.Of(["receipt", "verify", FilePath, "--key", _log.Key.ToString(), .. more]);

    private void Keep(Receipt receipt) => ReceiptFile.Write(FilePath, receipt);

    private string Write(string name, byte content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, [content]);
        return path;
    }
}

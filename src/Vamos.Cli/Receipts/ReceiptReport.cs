namespace Vamos.Cli.Receipts;

using System.Text.Json.Nodes;
using Google.Protobuf;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

/// <summary>What a receipt proves, or what is wrong with it.</summary>
internal static class ReceiptReport
{
    public static void Write(Terminal terminal, Receipt receipt, ReceiptFinding finding, KeptPayload kept)
    {
        terminal.Output.WriteLine(SectionWriter.Plain($"{(finding.Valid ? "valid" : "not valid")}: {finding.Explanation}"));
        if (finding is { Valid: true, Record: { } record })
            SectionWriter.Write(terminal.Console, Proven(receipt, record, kept));
    }

    /// <summary>The finding for scripts. A record that is not proven is left out: nobody should read it as if it were.</summary>
    public static string Json(Receipt receipt, ReceiptFinding finding, KeptPayload kept)
    {
        TrustFault? fault = finding.Valid ? null : finding.Fault;
        var json = JsonNode.Parse(JsonText.Of(new { finding.Valid, Fault = fault, finding.Explanation }))!.AsObject();
        if (finding is { Valid: true, Record: { } record })
        {
            json["record"] = JsonNode.Parse(JsonFormatter.Default.Format(record));
            json["checkpoint"] = JsonNode.Parse(JsonFormatter.Default.Format(receipt.Checkpoint));
            json["payloadProven"] = new JsonArray([.. Payload(kept).Select(name => JsonValue.Create(name))]);
        }

        return json.ToJsonString(JsonText.Options);
    }

    private static Section Proven(Receipt receipt, ExchangeRecord record, KeptPayload kept) => Section.OfFacts(
        "",
        ("Exchange", record.ExchangeId),
        ("Asked by", record.ConsumerInstitution),
        ("User", record.User),
        ("Method", Wording.Method(record.Method)),
        ("Purpose", Wording.Of(record.Purpose)),
        ("Agreement", record.AgreementId),
        ("Case", record.CaseId),
        ("When", Wording.Second(record.RequestTime)),
        ("Outcome", Wording.Outcome(record)),
        ("Fields released", record.ReleasedFields.Count == 0 ? "none" : string.Join(", ", record.ReleasedFields)),
        ("Log position", $"{record.LogIndex} of {receipt.Checkpoint.TreeSize} records, signed {Wording.Second(receipt.Checkpoint.SignTime)}".TrimEnd()),
        ("Kept and proven", string.Join(", ", Payload(kept))));

    private static IEnumerable<string> Payload(KeptPayload kept)
    {
        if (kept.Request is not null)
            yield return "request";
        if (kept.Response is not null)
            yield return "response";
    }
}

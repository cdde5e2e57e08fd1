namespace Vamos.Hub.Monitoring.Page;

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Monitoring.Live;
using Vamos.Trust.Agreements;

/// <summary>The search in the exchange log, and one exchange with its receipt.</summary>
public sealed class ExchangeSearch(ExchangeHistory history, AuditReceipts receipts)
{
    private const int PageSize = 50;

    /// <summary>
    /// One page of exchanges, the latest first. Query: <c>consumer</c>, <c>source</c>, <c>method</c>, <c>outcome</c>, <c>min_ms</c>, <c>from</c>,
    /// <c>to</c> (ISO 8601), <c>page</c>; what is not given does not restrict. A method is found by the last part of its name, too.
    /// </summary>
    public async Task<IResult> ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (!TryRead(query, out var asked))
            return Results.BadRequest();
        try
        {
            var page = await history.ListAsync(asked, PageSize, Text(query, "page") ?? "", http.RequestAborted);
            return Results.Json(new { exchanges = page.Exchanges.Select(ExchangeRows.Of), next_page = page.NextPageToken }, MonitorBroadcast.Json);
        }
        catch (FormatException)
        {
            return Results.BadRequest();
        }
    }

    /// <summary>One exchange: its record, and the proof that the log has it.</summary>
    public async Task<IResult> FindAsync(HttpContext http, string id)
    {
        if (await receipts.FindAsync(id, TimeSpan.FromSeconds(3), http.RequestAborted) is not { } receipt)
            return Results.NotFound();
        var record = ExchangeRecord.Parser.ParseFrom(receipt.Record);
        return Results.Json(
            new
            {
                exchange = ExchangeRows.Of(record),
                record.AgreementId,
                record.CaseId,
                record.User,
                record.TraceId,
                record.ContractVersion,
                record.RequestSize,
                record.ResponseSize,
                request_hash = Hex(record.RequestHash),
                response_hash = Hex(record.ResponseHash),
                released_fields = record.ReleasedFields,
                hops = record.Hops.Select(hop => new
                {
                    hop.Institution,
                    milliseconds = (hop.ResponseTime.ToDateTimeOffset() - hop.RequestTime.ToDateTimeOffset()).TotalMilliseconds,
                    status = ((Grpc.Core.StatusCode)hop.StatusCode).ToString(),
                    hop.Retries,
                    hop.BreakerState,
                }),
                receipt = new
                {
                    receipt.LogIndex,
                    proof = receipt.InclusionProof.Select(Hex),
                    tree_size = receipt.Checkpoint?.TreeSize,
                    root_hash = receipt.Checkpoint is { } checkpoint ? Hex(checkpoint.RootHash) : null,
                    checkpoint = receipt.Checkpoint?.Text,
                },
            },
            MonitorBroadcast.Json);
    }

    private static bool TryRead(IQueryCollection query, out ExchangeQuery asked)
    {
        asked = new ExchangeQuery();
        var (least, outcome) = (Text(query, "min_ms"), Text(query, "outcome"));
        if (!TryTime(query, "from", out var from) || !TryTime(query, "to", out var to))
            return false;
        var milliseconds = 0d;
        if (least is not null && (!double.TryParse(least, CultureInfo.InvariantCulture, out milliseconds) || milliseconds is not (>= 0 and < 1e9)))
            return false;
        var wanted = ExchangeOutcome.Unspecified;
        if (outcome is not null && !(Enum.TryParse(outcome, ignoreCase: true, out wanted) && Enum.IsDefined(wanted)))
            return false;
        asked = new ExchangeQuery
        {
            Consumer = Text(query, "consumer"),
            Source = Text(query, "source"),
            Method = MethodOf(Text(query, "method")),
            Outcomes = wanted == ExchangeOutcome.Unspecified ? [] : [wanted],
            MinimumLatency = least is null ? null : TimeSpan.FromMilliseconds(milliseconds),
            From = from,
            To = to,
        };
        return true;
    }

    // as in the path of the call, or as people write it: BeneficiaryService/GetBeneficiary, GetBeneficiary
    private static string? MethodOf(string? text) => text is null ? null : ExchangedMethods.Meant(text) is [var meant, ..] ? meant.Path : text;

    private static bool TryTime(IQueryCollection query, string name, out DateTimeOffset? time)
    {
        time = null;
        if (Text(query, name) is not { } text)
            return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            return false;
        time = read;
        return true;
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 and <= 200 } text ? text : null;

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}

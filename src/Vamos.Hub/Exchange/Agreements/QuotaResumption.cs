namespace Vamos.Hub.Exchange.Agreements;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Trust.Agreements;

/// <summary>
/// Counts today's questions of before the hub was started, from the exchange log, so that a restart gives nobody a second day's
/// quota. Reads beside the first calls; on a busy day they may get ahead of it for some seconds.
/// </summary>
internal sealed class QuotaResumption(ExchangeHistory history, AgreementGate agreements, TimeProvider time, ILogger<QuotaResumption> log) : BackgroundService
{
    private const int PageSize = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetUtcNow();
        var today = AgreementCalendar.Today(time);
        var query = new ExchangeQuery { From = AgreementCalendar.EndOf(today.AddDays(-1)), To = started };
        try
        {
            var token = "";
            do
            {
                var page = await history.ListAsync(query, PageSize, token, stoppingToken);
                foreach (var agreement in page.Exchanges.Where(Counted).CountBy(e => e.AgreementId))
                    agreements.MeterOf(agreement.Key).Seed(today, agreement.Value);
                token = page.NextPageToken;
            }
            while (token.Length != 0);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // the exchanges go on; their daily quota begins anew
            AgreementsLog.QuotaNotResumed(log, e);
        }
    }

    private static bool Counted(ExchangeRecord record) => record.Outcome != ExchangeOutcome.Denied && record.AgreementId.Length != 0;
}

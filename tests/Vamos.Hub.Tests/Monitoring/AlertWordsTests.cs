namespace Vamos.Hub.Tests.Monitoring;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Adapter.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring;
using Vamos.Hub.Monitoring.Alerts.Checks;
using Vamos.Hub.Monitoring.Live;
using Vamos.Hub.Sources;

/// <summary>What officials read of troubles: Spanish, to the last word.</summary>
public sealed class AlertWordsTests
{
    [Fact]
    public void Share_of_errors_is_an_alert_in_both_languages()
    {
        var traffic = new LiveTraffic(TimeProvider.System);
        var now = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        traffic.Add([.. Enumerable.Range(0, 80).Select(i => new ExchangeRecord
        {
            RequestTime = now,
            ResponseTime = now,
            Outcome = i % 8 == 0 ? ExchangeOutcome.Denied : ExchangeOutcome.Answered,
            Reason = i % 8 == 0 ? "NO_AGREEMENT" : "",
        })]);

        var alert = Assert.Single(TrafficChecks.Errors(traffic, 5).Look(TimeProvider.System.GetUtcNow()));

        Assert.Contains("12,5 %", alert.Spanish, StringComparison.Ordinal);
        Assert.Contains("12.5 %", alert.English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_source_is_wrong_with_is_said_in_spanish()
    {
        var judge = new AnswerJudge("mds", TimeProvider.System, NullLogger<AdapterSource>.Instance);
        var details = System.Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK).Select(code => judge.Failed(code).Status.Detail)
            .Append(judge.Unreachable.Status.Detail).Append(judge.BreaksContract.Status.Detail);

        Assert.All(details, detail => Assert.NotEqual(detail, SourceWords.Spanish(detail)));
    }

    [Fact]
    public void Systems_that_are_missing_keep_their_names()
    {
        var records = new PersonRecords { Issues = { new RecordIssue { RecordSource = "historial-laboral" }, new RecordIssue { RecordSource = "reop", RecordKey = "1" } } };
        var detail = new AnswerJudge("mtess", TimeProvider.System, NullLogger<AdapterSource>.Instance).Known(records, new Provenance()).Status.Detail;

        Assert.Equal("Falta en la respuesta: historial-laboral. 1 registro(s) no se pudieron traducir y se apartaron.", SourceWords.Spanish(detail));
    }
}

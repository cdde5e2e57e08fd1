namespace Vamos.Cli.Tests;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;

/// <summary>Traffic of a quiet morning.</summary>
internal static class ScriptedTraffic
{
    public const string Lookup = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary";
    public const string Check = "/vamos.eligibility.v1.EligibilityService/CheckEligibility";

    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public static ExchangeRecord Answered(string id = "01a202e0565a7066ba83164e327a0ea5", double milliseconds = 12.5) => new()
    {
        ExchangeId = id,
        ConsumerInstitution = "mds",
        Method = Lookup,
        Purpose = Purpose.CaseManagement,
        CaseId = "EXP-2026-17",
        RequestTime = Morning,
        ResponseTime = Timestamp.FromDateTimeOffset(Morning.ToDateTimeOffset().AddMilliseconds(milliseconds)),
        Outcome = ExchangeOutcome.Partial,
        Hops = { new ExchangeHop { Institution = "mds" }, new ExchangeHop { Institution = "mtess", StatusCode = 14 } },
    };

    public static ExchangeRecord Refused() => new()
    {
        ExchangeId = "01a202df25db7e88b575c805b932ed38",
        ConsumerInstitution = "mspbs",
        Method = Check,
        RequestTime = Morning,
        ResponseTime = Timestamp.FromDateTimeOffset(Morning.ToDateTimeOffset().AddMilliseconds(0.4)),
        Outcome = ExchangeOutcome.Denied,
        Reason = ErrorReasons.NoAgreement,
    };

    public static WatchExchangesResponse Told(ExchangeRecord exchange, long skipped = 0) =>
        new() { ResumeToken = ByteString.CopyFromUtf8(exchange.ExchangeId), Exchange = exchange, SkippedCount = skipped };

    public static GetTrafficSummaryResponse Summary() => new()
    {
        Summaries =
        {
            new TrafficSummary
            {
                ConsumerInstitution = "mds",
                Method = Lookup,
                CallCount = 1200,
                ErrorsByReason = { [ErrorReasons.PersonNotFound] = 12 },
                LatencyP50 = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1.25)),
                LatencyP90 = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(18)),
                LatencyP99 = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(240)),
                LatencyMax = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(2105)),
                CacheHitCount = 900,
            },
            new TrafficSummary { ConsumerInstitution = "utgs", Method = Check, CallCount = 3 },
        },
    };

    public static ListSourcesResponse Sources() => new()
    {
        Sources =
        {
            new Source
            {
                Institution = "mds",
                DisplayName = "Ministerio de Desarrollo Social",
                State = SourceState.Ok,
                Whole = true,
                Breaker = BreakerState.Closed,
                LastSuccessTime = Morning,
                CertificateExpireTime = Morning,
                ContractVersion = "vamos.adapter.v1",
                AdapterVersion = "0.1.0",
                FeedLag = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)),
            },
            new Source
            {
                Institution = "mtess",
                State = SourceState.Unavailable,
                Breaker = BreakerState.Open,
                LastFailureTime = Morning,
                Detail = "The institution cannot be reached.",
            },
        },
    };
}

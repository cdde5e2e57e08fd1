using Vamos.LoadTest;
using Vamos.LoadTest.Adapters;
using Vamos.LoadTest.Audit;
using Vamos.LoadTest.Drops;
using Vamos.LoadTest.Eligibility;
using Vamos.LoadTest.Exchange;
using Vamos.LoadTest.Fips;
using Vamos.LoadTest.Hl7;
using Vamos.LoadTest.Monitor;
using Vamos.LoadTest.Network;
using Vamos.LoadTest.Referrals;

return args switch
{
    ["audit", .. var rest] => await AuditCommand.RunAsync(rest),
    ["exchange", .. var rest] => await ExchangeCommand.RunAsync(rest),
    ["eligibility", .. var rest] => await EligibilityCommand.RunAsync(rest),
    ["drops", .. var rest] => await DropsCommand.RunAsync(rest),
    ["hl7", .. var rest] => await Hl7Command.RunAsync(rest),
    ["network", .. var rest] => NetworkCommand.Run(rest),
    ["adapters", .. var rest] => await AdaptersCommand.RunAsync(rest),
    ["fips", .. var rest] => await FipsCommand.RunAsync(rest),
    ["referrals", .. var rest] => await ReferralsCommand.RunAsync(rest),
    ["referral-hub", .. var rest] => await ReferralHubCommand.RunAsync(rest),
    ["monitor", .. var rest] => await MonitorCommand.RunAsync(rest),
    ["watchers", .. var rest] => await WatchersCommand.RunAsync(rest),
    ["appender", .. var rest] => await AppenderCommand.RunAsync(rest),
    _ => LoadTestHelp.Print(),
};

using Vamos.LoadTest;
using Vamos.LoadTest.Audit;
using Vamos.LoadTest.Exchange;

return args switch
{
    ["audit", .. var rest] => await AuditCommand.RunAsync(rest),
    ["exchange", .. var rest] => await ExchangeCommand.RunAsync(rest),
    ["appender", .. var rest] => await AppenderCommand.RunAsync(rest),
    _ => LoadTestHelp.Print(),
};

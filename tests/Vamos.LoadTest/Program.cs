using Vamos.LoadTest;
using Vamos.LoadTest.Audit;

return args switch
{
    ["audit", .. var rest] => await AuditCommand.RunAsync(rest),
    ["appender", .. var rest] => await AppenderCommand.RunAsync(rest),
    _ => LoadTestHelp.Print(),
};

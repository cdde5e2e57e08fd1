using Vamos.Cli.CommandLine;

return await new VamosCommandLine(Terminal.OfProcess()).RunAsync(args);

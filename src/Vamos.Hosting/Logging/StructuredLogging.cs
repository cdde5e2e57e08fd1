namespace Vamos.Hosting.Logging;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

/// <summary>Logs as structured events: readable on the console, as JSON lines in a rolling file.</summary>
public static class StructuredLogging
{
    private const long FileSizeLimit = 64 * 1024 * 1024;
    private const int FilesKept = 14;
    private const string ConsoleTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Process,-8} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// Replaces the framework's log providers. Levels come from the section <c>Serilog</c>; the file is written when
    /// <paramref name="directory"/> is given: one a day or 64 MB, the last fourteen kept.
    /// </summary>
    /// <param name="logging">Where to add it.</param>
    /// <param name="configuration">Holds the section <c>Serilog</c>, perhaps.</param>
    /// <param name="process">Who logs; also the name of the file.</param>
    /// <param name="directory">Folder of the files; null writes none.</param>
    /// <param name="console">Least level that the console shows, where it should show less than the file.</param>
    public static ILoggingBuilder AddStructured(
        this ILoggingBuilder logging, IConfiguration configuration, string process, string? directory, LogEventLevel console = LogEventLevel.Verbose)
    {
        var serilog = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting", LogEventLevel.Warning)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.WithProperty("Process", process)
            .WriteTo.Console(console, ConsoleTemplate, formatProvider: null);
        if (directory is not null)
        {
            serilog.WriteTo.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(directory, $"{process}-.log"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileSizeLimit,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: FilesKept);
        }

        logging.ClearProviders();
        // While anybody could log under this name, every request makes an activity and a scope that nobody reads. A listener to activities gets them anyway.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.Services.AddSingleton<ILoggerProvider>(_ => new Serilog.Extensions.Logging.SerilogLoggerProvider(serilog.CreateLogger(), dispose: true));
        return logging;
    }
}

namespace Vamos.Hosting.Logging;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
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
    public static ILoggingBuilder AddStructured(this ILoggingBuilder logging, IConfiguration configuration, string process, string? directory)
    {
        var serilog = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("Grpc", Serilog.Events.LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.WithProperty("Process", process)
            .WriteTo.Console(outputTemplate: ConsoleTemplate, formatProvider: null);
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
        logging.Services.AddSingleton<ILoggerProvider>(_ => new Serilog.Extensions.Logging.SerilogLoggerProvider(serilog.CreateLogger(), dispose: true));
        return logging;
    }
}

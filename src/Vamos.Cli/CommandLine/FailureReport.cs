namespace Vamos.Cli.CommandLine;

using Grpc.Core;
using Microsoft.Extensions.Options;
using Vamos.Certificates;
using Vamos.Clients;
using Vamos.Contracts.Errors;

/// <summary>The one place that tells failures: in plain words, or as JSON for scripts.</summary>
internal sealed class FailureReport(TextWriter error, bool json)
{
    /// <summary>Tells a failure.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="hint">Where to read on; people only.</param>
    /// <returns>The exit code that belongs to it.</returns>
    public int Write(Exception failure, string? hint = null)
    {
        var code = CodeOf(failure);
        if (json)
            WriteJson(failure, code);
        else
            WriteText(failure, code, hint);
        return code;
    }

    private static int CodeOf(Exception failure) => failure switch
    {
        UsageException or InvalidRequestException or CertificateException or OptionsValidationException
            or VamosException { Reason: ErrorReasons.ResumeTokenExpired } => ExitCode.Usage,
        VamosException { StatusCode: StatusCode.NotFound } => ExitCode.NotFound,
        VamosException
        {
            Reason: ErrorReasons.ReferralStateWrong or ErrorReasons.ReferralExpired or ErrorReasons.ReferralChanged or ErrorReasons.ServiceTakesNoReferrals
        } => ExitCode.NotInThisState,
        ReceiptMissingException => ExitCode.ReceiptMissing,
        AccessDeniedException => ExitCode.Denied,
        HubUnavailableException or HubDeadlineException => ExitCode.Unreachable,
        OperationCanceledException => ExitCode.Cancelled,
        _ => ExitCode.Unexpected,
    };

    private void WriteText(Exception failure, int code, string? hint)
    {
        error.WriteLine(Message(failure, code));
        if (Told(failure) is { } told)
        {
            // What breaks which rule, unless the message has said it already.
            foreach (var field in told.Fields.Where(f => !told.Message.Contains($"{f.Field} {f.Description}", StringComparison.Ordinal)))
                error.WriteLine($"  {field.Field}: {field.Description}");
            if (told.RetryAfter is { } wait)
                error.WriteLine($"Try again in {Math.Ceiling(wait.TotalSeconds)} s.");
            if (told.ExchangeId.Length != 0)
                error.WriteLine($"Exchange {told.ExchangeId}");
        }

        if (hint is not null)
            error.WriteLine(hint);
    }

    private void WriteJson(Exception failure, int code)
    {
        var told = Told(failure);
        error.WriteLine(JsonText.Of(new
        {
            Error = new
            {
                ExitCode = code,
                Message = Message(failure, code),
                Status = told?.StatusCode.ToString(),
                Reason = told?.Reason,
                LocalizedMessage = told?.LocalizedMessage,
                Fields = told?.Fields.Select(f => new { f.Field, f.Description }),
                RetryAfterSeconds = told?.RetryAfter?.TotalSeconds,
                ExchangeId = told?.ExchangeId,
            },
        }));
    }

    // what the hub said, if it was the hub
    private static VamosException? Told(Exception failure) =>
        (failure is ReceiptMissingException ? failure.InnerException : failure) as VamosException;

    private static string Message(Exception failure, int code) => code switch
    {
        ExitCode.Cancelled => "Interrupted.",
        // Nobody foresaw it, so whoever mends it needs all there is.
        ExitCode.Unexpected when failure is not VamosException => $"This should not have happened. {failure}",
        _ => failure.Message,
    };
}

namespace Vamos.Cli.CommandLine;

/// <summary>The answer was printed, but its receipt could not be had or written.</summary>
internal sealed class ReceiptMissingException(string message, Exception? cause = null) : Exception(message, cause);

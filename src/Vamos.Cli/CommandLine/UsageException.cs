namespace Vamos.Cli.CommandLine;

/// <summary>What was asked for cannot be done as asked. The message is for the person at the keyboard.</summary>
internal sealed class UsageException(string message) : Exception(message);

namespace Vamos.Adapters;

/// <summary>A legacy system does not answer as it should: it is down, too slow, or not the system that was expected.</summary>
public sealed class LegacySystemException(string message, Exception? inner = null) : Exception(message, inner);

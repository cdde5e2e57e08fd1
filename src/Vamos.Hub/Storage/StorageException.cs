namespace Vamos.Hub.Storage;

/// <summary>A database cannot be opened or is not the one that this version of the hub knows. The message is for the operator.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);

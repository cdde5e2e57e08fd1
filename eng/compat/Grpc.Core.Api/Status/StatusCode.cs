namespace Grpc.Core;

/// <summary>How a call ended. The numbers are those of the wire.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error about which nothing more is known, such as an exception that the service did not translate.</summary>
    Unknown = 2,

    /// <summary>The request is wrong in itself, whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call completed; it may have taken effect all the same.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known, and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size limit is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call requires; repeating it unchanged does not help.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with another operation; the caller may start its sequence of calls again.</summary>
    Aborted = 10,

    /// <summary>The request goes past the end of what is there.</summary>
    OutOfRange = 11,

    /// <summary>The service does not offer the method.</summary>
    Unimplemented = 12,

    /// <summary>Something that must always hold was broken.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached or cannot serve now; a repetition may succeed.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}

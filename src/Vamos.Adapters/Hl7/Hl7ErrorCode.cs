namespace Vamos.Adapters.Hl7;

/// <summary>What is wrong with a message, by table 0357 of the standard.</summary>
public enum Hl7ErrorCode
{
    /// <summary>Nothing.</summary>
    Accepted = 0,

    /// <summary>Segments are missing, in the wrong order, or no segments at all.</summary>
    SegmentSequence = 100,

    /// <summary>A field is missing that must be there.</summary>
    RequiredFieldMissing = 101,

    /// <summary>A value is not of the type of its field.</summary>
    DataType = 102,

    /// <summary>A code is not in its table.</summary>
    TableValueNotFound = 103,

    /// <summary>The message type is not for this receiver.</summary>
    UnsupportedMessageType = 200,

    /// <summary>The event is not for this receiver.</summary>
    UnsupportedEventCode = 201,

    /// <summary>A message for tests met a receiver of real ones, or the other way round.</summary>
    UnsupportedProcessingId = 202,

    /// <summary>The version is not for this receiver.</summary>
    UnsupportedVersion = 203,

    /// <summary>Anything else.</summary>
    Internal = 207,
}

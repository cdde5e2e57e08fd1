namespace Vamos.Adapters.Mds.Sql;

/// <summary>How a database writes down when a row was changed.</summary>
internal enum MarkType
{
    /// <summary>Text in the time of Paraguay.</summary>
    Text,

    /// <summary>A timestamp in the time of Paraguay.</summary>
    Local,

    /// <summary>A timestamp in universal time.</summary>
    Instant,

    /// <summary>A timestamp that names its zone.</summary>
    Zoned,
}

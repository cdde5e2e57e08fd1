namespace Vamos.Sandbox.LegacySystems;

/// <summary>The few types that both databases can hold truthfully.</summary>
internal enum LegacyType
{
    Key,
    Integer,
    Text,

    /// <summary>
    /// Text as bytes of ISO 8859-1. The systems shown here kept their names in databases of that encoding; neither SQLite nor a PostgreSQL
    /// in UTF-8 has such a type, so the bytes themselves are stored, and whoever reads them must know what they mean, as before.
    /// </summary>
    Latin1,
}

namespace Vamos.Adapters.Drops;

/// <summary>In what bytes the text of a nightly file is written.</summary>
public enum DropEncoding
{
    /// <summary>ISO 8859-1 with what Windows-1252 adds to it: one byte a character.</summary>
    Latin1,

    /// <summary>UTF-8 without a byte-order mark.</summary>
    Utf8,
}

namespace Vamos.Translation.Delimited;

/// <summary>In what bytes the text of a delimited file is written.</summary>
public enum DelimitedEncoding
{
    /// <summary>ISO 8859-1 with what Windows-1252 adds to it: one byte a character.</summary>
    Latin1,

    /// <summary>UTF-8 without a byte-order mark.</summary>
    Utf8,
}

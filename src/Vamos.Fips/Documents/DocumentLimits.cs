namespace Vamos.Fips.Documents;

/// <summary>How large a document may be. The largest form that the rules allow stays far below.</summary>
internal static class DocumentLimits
{
    /// <summary>Most levels of nesting.</summary>
    public const int Depth = 40;

    /// <summary>Most characters of a line that holds a form.</summary>
    public const int Line = 1024 * 1024;

    /// <summary>Most characters of a file that is read as a whole.</summary>
    public const int File = 16 * 1024 * 1024;

    /// <summary>Most findings that are told of one form.</summary>
    public const int Findings = 100;
}

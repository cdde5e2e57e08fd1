namespace Vamos.Fips.Validation;

/// <summary>How much a form may hold, and how much is said about one.</summary>
public static class FormLimits
{
    /// <summary>Most members.</summary>
    public const int Members = 60;

    /// <summary>Most entries of any other list.</summary>
    public const int Entries = 24;

    /// <summary>Most characters of a text.</summary>
    public const int Text = 200;

    /// <summary>Most characters of the remarks.</summary>
    public const int Remarks = 2000;

    /// <summary>Most violations that are told about one form, the last one telling that there are more.</summary>
    public const int Violations = 200;
}

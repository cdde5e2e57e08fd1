namespace Vamos.Fips;

/// <summary>Names by which the exchange knows the registry of household forms.</summary>
public static class FormNames
{
    /// <summary>The institution that answers for the registry: the integrated social information system (SIIS).</summary>
    public const string Institution = "siis";

    /// <summary>The registry as a system of that institution.</summary>
    public const string System = "fips";
}

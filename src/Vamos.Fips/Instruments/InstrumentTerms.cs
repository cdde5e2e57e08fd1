namespace Vamos.Fips.Instruments;

using Vamos.Common.V1;

/// <summary>What the files of an instrument do not say of themselves.</summary>
public sealed record InstrumentTerms
{
    /// <summary>Institution whose interviewers used the instrument, by code.</summary>
    public string Institution { get; init; } = "mds";

    /// <summary>
    /// Day of the interviews, for lists that do not say it. Null takes the date that stands in the file's name (<c>_20261120.csv</c>), and leaves it
    /// open where there is none.
    /// </summary>
    public Date? InterviewDate { get; init; }

    /// <summary>District of the households by its INE code, for lists that do not say it.</summary>
    public string DistrictCode { get; init; } = "";
}

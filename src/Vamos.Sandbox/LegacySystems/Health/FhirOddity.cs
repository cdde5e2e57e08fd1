namespace Vamos.Sandbox.LegacySystems.Health;

/// <summary>What is odd about some records on purpose, so that translations meet what they will meet.</summary>
public enum FhirOddity
{
    /// <summary>Of the birth, only year and month are known.</summary>
    BirthMonthOnly,

    /// <summary>Of the birth, only the year is known.</summary>
    BirthYearOnly,

    /// <summary>The district is told by name alone.</summary>
    DistrictByName,

    /// <summary>The district has a name that no district has.</summary>
    UnknownDistrict,

    /// <summary>Both surnames are in one text.</summary>
    SurnamesInOneText,

    /// <summary>One dose has a local code without a name.</summary>
    UnknownVaccine,

    /// <summary>One dose was given "in spring".</summary>
    DoseWithoutDate,

    /// <summary>One dose was entered twice, and once taken back as entered in error.</summary>
    EnteredInError,

    /// <summary>One dose was refused.</summary>
    Refused,

    /// <summary>One dose carries an extension that changes its meaning.</summary>
    ModifiedDose,

    /// <summary>There were two records, of which one was replaced by the other; the older half of the doses stayed with the old one.</summary>
    Merged,

    /// <summary>There are two records in use with the same number, and no link between them.</summary>
    Unlinked,
}

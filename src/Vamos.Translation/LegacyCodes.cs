namespace Vamos.Translation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The numbers by which the ministry's forms know answers. 9 is what was asked and not reported, NULL what was never asked.</summary>
public static class LegacyCodes
{
    /// <summary>1 yes, 6 no, 9 not reported.</summary>
    public static Translated<bool?> YesNo(long? code) => code switch
    {
        1 => true,
        6 => false,
        9 or null => (bool?)null,
        _ => Translated<bool?>.Not("not a code of yes (1), no (6) or not reported (9)"),
    };

    /// <summary>Marks that a program set, not an interviewer: 0 and 1.</summary>
    public static Translated<bool> Flag(long? code) => code switch
    {
        1 => true,
        0 or null => false,
        _ => Translated<bool>.Not("not a mark of 0 or 1"),
    };

    /// <summary>1 male, 6 female.</summary>
    public static Translated<Sex> SexOf(long? code) => code switch
    {
        1 => Sex.Male,
        6 => Sex.Female,
        null => Sex.Unspecified,
        _ => Translated<Sex>.Not("not a code of sex (1, 6)"),
    };

    /// <summary>1 urban, 6 rural.</summary>
    public static Translated<Area> AreaOf(long? code) => code switch
    {
        1 => Area.Urban,
        6 => Area.Rural,
        null => Area.Unspecified,
        _ => Translated<Area>.Not("not a code of area (1, 6)"),
    };

    /// <summary>1 single, 2 married, 3 widowed, 4 divorced.</summary>
    public static Translated<MaritalStatus> MaritalStatusOf(long? code) => code switch
    {
        1 => MaritalStatus.Single,
        2 => MaritalStatus.Married,
        3 => MaritalStatus.Widowed,
        4 => MaritalStatus.Divorced,
        null => MaritalStatus.Unspecified,
        _ => Translated<MaritalStatus>.Not("not a code of marital status"),
    };

    /// <summary>1 the head, then the relations to the head; 9 not reported.</summary>
    public static Translated<Kinship> KinshipOf(long? code) => code switch
    {
        1 => Kinship.Head,
        2 => Kinship.Partner,
        3 => Kinship.Child,
        4 => Kinship.ChildInLaw,
        5 => Kinship.Grandchild,
        6 => Kinship.OtherRelative,
        7 => Kinship.NotRelated,
        8 => Kinship.DomesticWorker,
        9 or null => Kinship.Unspecified,
        _ => Translated<Kinship>.Not("not a code of kinship"),
    };

    /// <summary>Whether somebody is impaired; 6 is the code of having no impairment.</summary>
    public static Translated<bool?> ImpairmentOf(long? code) => code switch
    {
        6 => false,
        99 or null => (bool?)null,
        >= 1 and <= 16 => true,
        _ => Translated<bool?>.Not("not a code of impairment"),
    };

    /// <summary>States of a roll, in words or in letters, in capitals or not.</summary>
    public static Translated<EnrollmentStatus> StatusOf(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "ACTIVO" or "A" => EnrollmentStatus.Active,
        "SUSPENDIDO" or "S" => EnrollmentStatus.Suspended,
        "EGRESADO" or "EXCLUIDO" or "B" => EnrollmentStatus.Graduated,
        "FALLECIDO" or "F" => EnrollmentStatus.Deceased,
        null or "" => EnrollmentStatus.Unspecified,
        _ => Translated<EnrollmentStatus>.Not("not a state of a roll"),
    };
}

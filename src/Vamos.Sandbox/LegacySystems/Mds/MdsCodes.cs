namespace Vamos.Sandbox.LegacySystems.Mds;

using Vamos.Sandbox.Population;

/// <summary>The numbers by which the ministry's forms know the answers.</summary>
internal static class MdsCodes
{
    public static int Of(Sex sex) => sex == Sex.Male ? 1 : 6;

    public static int Of(Area area) => area == Area.Urban ? 1 : 6;

    public static int Of(CivilStatus status) => status switch
    {
        CivilStatus.Unmarried => 1,
        CivilStatus.Married => 2,
        CivilStatus.Widowed => 3,
        _ => 4,
    };

    public static int Of(Kinship kinship) => kinship switch
    {
        Kinship.Head => 1,
        Kinship.Spouse => 2,
        Kinship.Child => 3,
        Kinship.Grandchild => 5,
        Kinship.OtherRelative => 6,
        _ => 7,
    };

    public static int Of(HomeLanguage language) => language switch
    {
        HomeLanguage.Guarani => 1,
        HomeLanguage.GuaraniAndSpanish => 2,
        HomeLanguage.Spanish => 3,
        _ => 4,
    };

    public static int Of(SchoolLevel level) => level switch
    {
        SchoolLevel.None => 0,
        SchoolLevel.Preschool => 2,
        SchoolLevel.BasicFirstToSixth => 3,
        SchoolLevel.BasicSeventhToNinth => 4,
        SchoolLevel.Secondary => 9,
        _ => 22,
    };

    public static int Of(Insurance insurance) => insurance switch
    {
        Insurance.Ips => 1,
        Insurance.Private => 2,
        Insurance.MilitaryOrPolice => 4,
        _ => 6,
    };

    public static int Of(Impairment? impairment) => impairment switch
    {
        Impairment.Paralysis => 1,
        Impairment.Deafness => 3,
        Impairment.Blindness => 7,
        Impairment.ReducedSight => 9,
        Impairment.Intellectual => 11,
        _ => 6,
    };

    public static int Of(WorkRelation relation) => relation switch
    {
        WorkRelation.PublicEmployee => 1,
        WorkRelation.PrivateEmployee => 2,
        WorkRelation.PrivateLabourer => 4,
        WorkRelation.Employer => 5,
        WorkRelation.OwnAccount => 6,
        WorkRelation.Unpaid => 7,
        _ => 8,
    };

    public static int Of(Walls walls) => walls == Walls.ScrapSheet ? 6 : (int)walls + 1;

    public static int Of(Floor floor) => (int)floor + 1;

    public static int Of(Roof roof) => (int)roof + 1;

    public static int Of(Tenure tenure) => (int)tenure + 1;

    public static int Of(Fuel fuel) => fuel == Fuel.Electricity ? 5 : (int)fuel + 1;

    public static int Of(Bathroom bathroom) => bathroom switch
    {
        Bathroom.WaterHeater => 1,
        Bathroom.ElectricShower => 2,
        Bathroom.PlainShower => 3,
        Bathroom.WithoutShower => 4,
        _ => 6,
    };

    public static int Of(Sanitation sanitation) => sanitation switch
    {
        Sanitation.SewerToilet => 1,
        Sanitation.CesspitToilet => 2,
        Sanitation.MunicipalLatrine => 3,
        Sanitation.Latrine => 4,
        _ => 6,
    };

    public static int Of(WaterSource source) => source switch
    {
        WaterSource.PublicNetwork => 1,
        WaterSource.PrivateNetwork => 2,
        WaterSource.PumpedWell => 3,
        WaterSource.Well => 4,
        WaterSource.Spring => 6,
        _ => 7,
    };

    public static int Of(WaterSupply supply) => (int)supply + 1;

    public static int Of(Waste waste) => waste switch
    {
        Waste.Lorry => 1,
        Waste.Burnt => 2,
        Waste.Pit => 3,
        Waste.Yard => 4,
        _ => 6,
    };
}

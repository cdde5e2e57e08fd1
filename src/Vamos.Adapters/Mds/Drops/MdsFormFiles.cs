namespace Vamos.Adapters.Mds.Drops;

using System.Globalization;
using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The household form as two files: the household, and a sheet for each member. Columns bear the numbers of the questions; those whose meaning no
/// fact needs, or nobody can tell, are carried along unread.
/// </summary>
internal static class MdsFormFiles
{
    private const string HouseholdColumns =
        "P20D;P20M;P20A;P17;P18;VAR00001;P19;observaciones;UTM;GPS;ORDEN;COORDX;P01A;P01B;P01C;P01D;P02;P03;P04;P05;P06;P08;P07;P09;P14;P15;P16;"
        + "P24;P25;P26;P27;P27E;P28A;P28B;P29;P30;P31;P32;P33;P34;P35;P36;P37;Nro_celular;P38;Nro_linea_baja;P391;P392;P393;P394;P395;P396;P397;"
        + "P42N;P42CI;letra_ci;P43;VAR00002;VAR00003;VAR00004;P104";

    private const string MemberColumns =
        "P01A;P01B;P01C;P01D;P02;P03;P104;P43;P45A;P45B;P44A;P44B;VAR00001;VAR00002;P46;P47;VAR00030;P48;P49;P50A;P50B;P50C;P51;VAR00003;VAR00004;"
        + "P52D;P52M;P52A;P53A;P53B;P53C;P53Z;P54;P54E;P56;P58;P58E;P59;P60;P61;P62;P63;P64;P65;P65E;P66;P66E;P67;P68;P68E;P73;P74;VAR00006;VAR00007;"
        + "VAR00008;VAR00009;VAR00010;VAR00011;VAR00031;VAR00012;VAR00013;P86;P87;P87E;P88;P88E;P91;VAR00017;VAR00018;VAR00019;VAR00020;VAR00021;"
        + "VAR00022;VAR00023;VAR00024;VAR00025;VAR00026;VAR00027;VAR00028;P92;ICV";

    // Department, district, neighbourhood, form, dwelling, household: what both files have, and what makes a household's number.
    private static readonly string[] HouseholdNumber = ["P01A", "P01B", "P01C", "P01D", "P02", "P03"];

    /// <summary>The households.</summary>
    public static DropLayout Households { get; } = new("ficha_hogar", DropColumn.Texts(HouseholdColumns), ReadHousehold)
    {
        Kinds = FactKinds.Of(FactKind.Household),
        GroupMembersIn = "ficha_persona",
    };

    /// <summary>The sheets of their members.</summary>
    public static DropLayout Members { get; } = new("ficha_persona", DropColumn.Texts(MemberColumns), ReadMember)
    {
        Kinds = FactKinds.Of(FactKind.Household),
        GroupMembersIn = "ficha_persona",
    };

    private static DropRow ReadHousehold(DropRecord record)
    {
        record.Group = NumberOf(record);
        var interview = record.Date("P20D", "P20M", "P20A");
        if (interview is null)
            record.Note("P20A", "missing, so nobody can tell when the form was true");
        var household = new HouseholdRecord
        {
            HouseholdId = record.Group,
            Instrument = "ficha-hogar",
            InterviewDate = interview,
            Place = new Place { DistrictCode = record.District("P01A", "P01B"), Area = record.Code("P06", LegacyCodes.AreaOf) },
        };
        return new DropRow(null, household.HouseholdId, household);
    }

    // Kept as a household of one member, and put together with the others when somebody asks.
    private static DropRow ReadMember(DropRecord record)
    {
        record.Group = NumberOf(record);
        var subject = record.Cedula("P51", "VAR00003");
        var member = new HouseholdMember
        {
            NationalId = subject,
            MemberId = record.Text("P43") ?? "",
            Kinship = record.Code("P48", LegacyCodes.KinshipOf),
            BirthDate = record.Date("P52D", "P52M", "P52A"),
            Sex = record.Code("P47", LegacyCodes.SexOf),
        };
        if (record.Code("P74", LegacyCodes.ImpairmentOf) is { } disability)
            member.Disability = disability;
        if (record.Code("P56", LegacyCodes.YesNo) is { } attends)
            member.AttendsSchool = attends;
        if (record.Money("P92") is { } income)
            member.MonthlyIncome = income;

        var sheet = new HouseholdRecord { Members = { member } };
        if (record.Take("ICV", LegacyIndex.Translate(record.Text("ICV"))) is { } index)
            sheet.QualityOfLifeIndex = index;
        // P49 says of some that they were met there and do not belong to the household.
        return record.Code("P49", LegacyCodes.YesNo) is false ? new DropRow(subject) : new DropRow(subject, record.Group, sheet);
    }

    private static string NumberOf(DropRecord record)
    {
        var parts = new string[HouseholdNumber.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = record.Number(HouseholdNumber[i]);
            if (part is null)
                record.Note(HouseholdNumber[i], "missing, so nobody can tell which household it is");
            parts[i] = (part ?? 0).ToString(CultureInfo.InvariantCulture);
        }

        return string.Join('-', parts);
    }
}

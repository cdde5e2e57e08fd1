namespace Vamos.Adapters.Mds.Drops;

using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Translation.Delimited;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The household form as two files: the household, and a sheet for each member. Columns bear the numbers of the questions; those whose meaning no
/// fact needs, or nobody can tell, are carried along unread.
/// </summary>
internal static class MdsFormFiles
{
    /// <summary>The households.</summary>
    public static DropLayout Households { get; } = new("ficha_hogar", DelimitedColumn.Texts(LegacyFormFiles.HouseholdColumns), ReadHousehold)
    {
        Kinds = FactKinds.Of(FactKind.Household),
        GroupMembersIn = "ficha_persona",
    };

    /// <summary>The sheets of their members.</summary>
    public static DropLayout Members { get; } = new("ficha_persona", DelimitedColumn.Texts(LegacyFormFiles.MemberColumns), ReadMember)
    {
        Kinds = FactKinds.Of(FactKind.Household),
        GroupMembersIn = "ficha_persona",
    };

    private static DropRow ReadHousehold(DropRecord record)
    {
        record.Group = LegacyFormFiles.HouseholdNumberOf(record);
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
        record.Group = LegacyFormFiles.HouseholdNumberOf(record);
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
}

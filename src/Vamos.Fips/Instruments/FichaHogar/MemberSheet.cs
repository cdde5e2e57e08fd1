namespace Vamos.Fips.Instruments.FichaHogar;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Territory;
using Vamos.Fips.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>A line of the file of sheets, by the order of the columns of the table <c>ficha_persona</c>. What health and work say is read apart.</summary>
internal static class MemberSheet
{
    public static DelimitedLayout Layout { get; } = new(DelimitedColumn.Texts(LegacyFormFiles.MemberColumns));

    public static FormMember Read(DelimitedRecord record)
    {
        var member = new FormMember
        {
            MemberId = Order(record, "P43"),
            Kinship = record.Code("P48", LegacyCodes.KinshipOf),
            NationalId = record.Cedula("P51", "VAR00003"),
            ReasonWithoutDocument = record.Code("VAR00004", LegacyMember.WithoutDocumentOf),
            Name = new PersonName
            {
                FirstGivenName = record.Name("P45A"),
                OtherGivenNames = record.Name("P45B"),
                FirstSurname = record.Name("P44A"),
                SecondSurname = record.Name("P44B"),
                MarriedSurname = record.Name("VAR00001"),
            },
            BirthDate = record.Date("P52D", "P52M", "P52A"),
            Sex = record.Code("P47", LegacyCodes.SexOf),
            MaritalStatus = record.Code("VAR00030", LegacyCodes.MaritalStatusOf),
            BirthDistrictCode = BirthDistrict(record),
            PartnerMemberId = Order(record, "P50A"),
            FatherMemberId = Order(record, "P50B"),
            MotherMemberId = Order(record, "P50C"),
            Language = record.Code("P54", LegacyMember.LanguageOf),
            Schooling = Schooling(record),
            Health = MemberHealth.Read(record),
            Work = MemberWork.Read(record),
        };
        if (member.MemberId.Length == 0)
            record.Note("P43", "missing, so nobody can tell the members apart");
        if (record.Code("P49", LegacyCodes.YesNo) is false)
            member.HouseholdMember = false;
        member.Incomes.Add(MemberWork.Incomes(record));
        return member;
    }

    // Numbers of members; 0 stands for nobody.
    private static string Order(DelimitedRecord record, string column)
    {
        if (record.Number(column) is not { } order || order == 0)
            return "";
        if (order is > 0 and <= 999)
            return order.ToString(CultureInfo.InvariantCulture);
        record.Note(column, "not the number of a member");
        return "";
    }

    // Whoever was born abroad has numbers there that name no district, and the form is no worse for it.
    private static string BirthDistrict(DelimitedRecord record)
    {
        var (department, district) = (record.Text("P53A"), record.Text("P53B"));
        if (department is null || district is null || !department.All(char.IsAsciiDigit) || !district.All(char.IsAsciiDigit))
            return "";
        var code = department.PadLeft(2, '0') + district.PadLeft(2, '0');
        return TerritoryCatalogue.Paraguay.FindDistrictByElectoralCode(code)?.Code ?? "";
    }

    private static Schooling Schooling(DelimitedRecord record)
    {
        var schooling = new Schooling
        {
            Level = record.Code("P61", LegacyMember.EducationOf),
            ReasonNotAttending = record.Code("P58", LegacyMember.NotAttendingOf) ?? "",
        };
        if (record.Code("P56", LegacyCodes.YesNo) is { } attends)
            schooling.Attends = attends;
        if (record.Code("P59", LegacyCodes.YesNo) is { } enrolled)
            schooling.Enrolled = enrolled;
        var course = record.Number("P60");
        if (course is null or 0 || schooling.Level == EducationLevel.None)
            return schooling;
        // Some interviewers counted the third cycle on from the sixth grade.
        if (schooling.Level == EducationLevel.Basic7To9 && course is >= 7 and <= 9)
            course -= 6;
        if (course is > 0 and <= 20)
            schooling.LastCourse = (int)course.Value;
        else
            record.Note("P60", "not a course (1 to 20)");
        return schooling;
    }
}

namespace Vamos.Fips.Tests.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;

/// <summary>A case for each rule about who the members are and how they are related.</summary>
internal static class MemberRuleCases
{
    public static IReadOnlyList<RuleCase> All =>
    [
        new("members-required", "members", Empty, f => f.Members.Add(SoundForm.Alone().Members)),
        new("member-id-required", "members[4].member_id", f => f.Members[4].MemberId = "", f => f.Members[4].MemberId = "5"),
        new("member-id-unique", "members[4].member_id", f => f.Members[4].MemberId = "2", f => f.Members[4].MemberId = "5"),
        new("name-required", "members[1].name",
            f => f.Members[1].Name = new PersonName { SecondSurname = "Ozuna" }, f => f.Members[1].Name = Name("Ramón", "Ozuna")),
        new("name-complete", "members[1].name", f => f.Members[1].Name.FirstSurname = " ", f => f.Members[1].Name.FirstSurname = "Ozuna"),
        new("sex-required", "members[2].sex", f => f.Members[2].Sex = Sex.Unspecified, f => f.Members[2].Sex = Sex.Female),
        new("birth-date-required", "members[2].birth_date", f => f.Members[2].BirthDate = null, f => f.Members[2].BirthDate = Day(2014)),
        new("birth-date-valid", "members[2].birth_date", f => f.Members[2].BirthDate = Day(2014, 2, 30), f => f.Members[2].BirthDate.Day = 28),
        new("birth-not-after-interview", "members[3].birth_date",
            f => f.Members[3].BirthDate = Day(2026, 10, 6), f => f.Members[3].BirthDate = Day(2026, 10, 5)),
        new("age-plausible", "members[4].birth_date", f => f.Members[4].BirthDate = Day(1914), f => f.Members[4].BirthDate = Day(1915)),

        new("national-id-valid", "members[1].national_id.number",
            f => f.Members[1].NationalId.Number = "1.234.567", f => f.Members[1].NationalId.Number = "1234567"),
        new("national-id-unique", "members[4].national_id",
            f => f.Members[4].NationalId = new NationalId { Number = "99100001", CountryCode = "PY" }, f => f.Members[4].NationalId.Letter = "A"),
        new("document-or-reason", "members[3].reason_without_document",
            f => f.Members[3].ReasonWithoutDocument = ReasonWithoutDocument.Unspecified, f => f.Members[3].NationalId = SoundForm.Id("99100004")),
        new("document-without-reason", "members[3].reason_without_document",
            f => f.Members[3].NationalId = SoundForm.Id("99100004"), f => f.Members[3].ReasonWithoutDocument = ReasonWithoutDocument.Unspecified),
        new("provisional-id-complete", "members[3].provisional_ids[0]",
            f => f.Members[3].ProvisionalIds[0].Value = "", f => f.Members[3].ProvisionalIds.Clear()),
        new("foreign-without-document", "members[3].reason_without_document",
            f => (f.Members[3].ReasonWithoutDocument, f.Members[3].NationalityStatus) = (ReasonWithoutDocument.Foreign, NationalityStatus.Natural),
            f => f.Members[3].NationalityStatus = NationalityStatus.Foreign),
        new("birth-district-exists", "members[0].birth_district_code",
            f => f.Members[0].BirthDistrictCode = "11", f => f.Members[0].BirthDistrictCode = ""),
        new("indigenous-details", "members[4].indigenous", f => f.Members[4].Indigenous.Indigenous = false, f => f.Members[4].Indigenous.Indigenous = true),

        new("kinship-required", "members[4].kinship", f => f.Members[4].Kinship = Kinship.Unspecified, f => f.Members[4].Kinship = Kinship.NotRelated),
        new("exactly-one-head", "members[4].kinship", f => f.Members[4].Kinship = Kinship.Head, f => f.Members[4].Kinship = Kinship.OtherRelative),
        new("head-is-member", "members[0].household_member", f => f.Members[0].HouseholdMember = false, f => f.Members[0].ClearHouseholdMember()),
        new("head-of-age", "members[0].birth_date", f => ChildHead(f, 2012), f => ChildHead(f, 2011)),
        new("at-most-one-partner", "members[4].kinship", f => f.Members[4].Kinship = Kinship.Partner, f => f.Members[4].Kinship = Kinship.NotRelated),
        new("partner-exists", "members[4].partner_member_id", f => f.Members[4].PartnerMemberId = "5", f => f.Members[4].PartnerMemberId = ""),
        new("partner-reciprocal", "members[4].partner_member_id",
            f => (f.Members[4].PartnerMemberId, f.Members[4].MaritalStatus) = ("2", MaritalStatus.Partnered), f => f.Members[4].PartnerMemberId = ""),
        new("partner-named-by-both", "members[1].partner_member_id", f => f.Members[0].PartnerMemberId = "", f => f.Members[1].PartnerMemberId = ""),
        new("partner-of-head", "members[1].partner_member_id",
            f => (f.Members[0].PartnerMemberId, f.Members[1].PartnerMemberId, f.Members[4].PartnerMemberId, f.Members[4].MaritalStatus)
                = ("", "5", "2", MaritalStatus.Married),
            f => f.Members[1].Kinship = Kinship.NotRelated),
        new("marital-status-fits-partner", "members[1].marital_status",
            f => f.Members[1].MaritalStatus = MaritalStatus.Single, f => f.Members[1].MaritalStatus = MaritalStatus.Partnered),
        new("married-of-age", "members[2].marital_status",
            f => f.Members[2].MaritalStatus = MaritalStatus.Partnered, f => f.Members[2].MaritalStatus = MaritalStatus.Single),
        new("parents-exist", "members[2].father_member_id", f => f.Members[2].FatherMemberId = "8", f => f.Members[2].FatherMemberId = ""),
        new("parents-sex", "members[2].mother_member_id", f => f.Members[2].MotherMemberId = "2", f => f.Members[2].MotherMemberId = "5"),
        new("parents-older", "members[0].mother_member_id", f => OldMother(f, 1990), f => f.Members[4].BirthDate = Day(1951)),
        new("parents-of-age", "members[0].mother_member_id", f => OldMother(f, 1978), f => f.Members[4].BirthDate = Day(1976)),
        new("children-younger-than-head", "members[4].birth_date", f => f.Members[4].Kinship = Kinship.Child, f => f.Members[4].Kinship = Kinship.NotRelated),
    ];

    private static PersonName Name(string given, string surname) => new() { FirstGivenName = given, FirstSurname = surname };

    private static Date Day(int year, int month = 0, int day = 0) => new() { Year = year, Month = month, Day = day };

    private static void Empty(IntegratedProtectionForm form)
    {
        form.Members.Clear();
        form.Interview.RespondentMemberId = "";
    }

    private static void ChildHead(IntegratedProtectionForm form, int year)
    {
        var child = SoundForm.Household().Members[2];
        (child.Kinship, child.FatherMemberId, child.MotherMemberId, child.BirthDate) = (Kinship.Head, "", "", Day(year, 1, 1));
        Empty(form);
        form.Members.Add(child);
    }

    private static void OldMother(IntegratedProtectionForm form, int year) =>
        (form.Members[0].MotherMemberId, form.Members[4].BirthDate) = ("5", Day(year));
}

namespace Vamos.Fips.Tests.Validation;

using Vamos.Common.V1;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;

/// <summary>A case for each rule about the form, the interview and the dwelling.</summary>
internal static class RuleCases
{
    public static IReadOnlyList<RuleCase> All =>
    [
        new("version-not-negative", "version", f => f.Version = -1, f => f.Version = 0),
        new("code-defined", "dwelling.walls", f => f.Dwelling.Walls = (WallMaterial)77, f => f.Dwelling.Walls = WallMaterial.Adobe),
        new("text-bounded", "interview.form_number", f => f.Interview.FormNumber = new string('1', 201), f => f.Interview.FormNumber = new string('1', 200)),
        new("text-printable", "interview.place.locality", f => f.Interview.Place.Locality = "San\nMiguel", f => f.Interview.Place.Locality = "San Miguel"),
        new("list-bounded", "members[3].provisional_ids", f => Fill(f.Members[3].ProvisionalIds, 25), f => f.Members[3].ProvisionalIds.RemoveAt(24)),

        new("interview-required", "interview", f => f.Interview = null, f => f.Interview = SoundForm.Household().Interview),
        new("interview-date-required", "interview.date", f => f.Interview.Date = new Date { Year = 2026, Month = 10 }, f => f.Interview.Date.Day = 5),
        new("interview-not-in-future", "interview.date",
            f => f.Interview.Date = Date.From(SoundForm.Today.AddDays(1)), f => f.Interview.Date = Date.From(SoundForm.Today)),
        new("interview-not-too-early", "interview.date", f => Before1990(f, 1989, 12, 31), f => Before1990(f, 1990, 1, 1)),
        new("place-required", "interview.place", f => f.Interview.Place = null, f => f.Interview.Place = SoundForm.Household().Interview.Place),
        new("district-exists", "interview.place.district_code",
            f => f.Interview.Place.DistrictCode = "1199", f => f.Interview.Place.DistrictCode = "1116"),
        new("area-required", "interview.place.area", f => f.Interview.Place.Area = Area.Unspecified, f => f.Interview.Place.Area = Area.Rural),
        new("instrument-required", "interview.instrument",
            f => f.Interview.Instrument = Instrument.Unspecified, f => f.Interview.Instrument = Instrument.Fips),
        new("institution-code", "interview.institution", f => f.Interview.Institution = "MDS", f => f.Interview.Institution = "mds"),
        new("coordinates-together", "interview.latitude", f => f.Interview.ClearLatitude(), f => f.Interview.ClearLongitude()),
        new("coordinates-in-country", "interview.latitude", f => f.Interview.Latitude = 25.51, f => f.Interview.Latitude = -25.51),
        new("respondent-exists", "interview.respondent_member_id",
            f => f.Interview.RespondentMemberId = "9", f => f.Interview.RespondentMemberId = ""),
        new("respondent-of-age", "interview.respondent_member_id",
            f => f.Interview.RespondentMemberId = "3", f => f.Interview.RespondentMemberId = "5"),

        new("dwelling-required", "dwelling", f => f.Dwelling = null, f => f.Dwelling = SoundForm.Household().Dwelling),
        new("dwelling-answered", "dwelling.electricity", f => f.Dwelling.ClearElectricity(), f => f.Dwelling.Electricity = true),
        new("rooms-at-least-one", "dwelling.rooms", f => f.Dwelling.Rooms = 0, f => f.Dwelling.Rooms = 2),
        new("bedrooms-not-negative", "dwelling.bedrooms", f => f.Dwelling.Bedrooms = -1, f => f.Dwelling.Bedrooms = 0),
        new("bedrooms-within-rooms", "dwelling.bedrooms", f => f.Dwelling.Bedrooms = 5, f => f.Dwelling.Bedrooms = 4),
        new("rooms-plausible", "dwelling.rooms", f => f.Dwelling.Rooms = 31, f => f.Dwelling.Rooms = 30),
        new("bedrooms-plausible", "dwelling.bedrooms", f => (f.Dwelling.Bedrooms, _) = (1, Guests(f, 6)), f => f.Members.RemoveAt(10)),
        new("cooking-with-electricity", "dwelling.cooking_fuel",
            f => WithoutElectricity(f).CookingFuel = CookingFuel.Electricity, f => f.Dwelling.CookingFuel = CookingFuel.Charcoal),
        new("shower-with-electricity", "dwelling.bathroom",
            f => WithoutElectricity(f).Bathroom = BathroomKind.ElectricShower, f => f.Dwelling.Bathroom = BathroomKind.PlainShower),
        new("assets-asked", "assets", f => f.Assets = null, f => f.Assets = new Assets()),
        new("water-heater-owned", "assets.water_heater", f => f.Dwelling.Bathroom = BathroomKind.WaterHeater, f => f.Assets.WaterHeater = true),
        new("appliances-with-electricity", "assets.refrigerator",
            f => _ = (WithoutElectricity(f), f.Assets.Refrigerator = true), f => f.Assets.Refrigerator = false),
        new("cattle-not-negative", "assets.cattle", f => f.Assets.Cattle = -1, f => f.Assets.Cattle = 0),
        new("cattle-plausible", "assets.cattle", f => f.Assets.Cattle = 5001, f => f.Assets.Cattle = 5000),

        .. MemberRuleCases.All,
        .. AnswerRuleCases.All,
    ];

    private static Dwelling WithoutElectricity(IntegratedProtectionForm form)
    {
        (form.Dwelling.Electricity, form.Dwelling.Bathroom) = (false, BathroomKind.None);
        (form.Assets.Refrigerator, form.Assets.WashingMachine) = (false, false);
        return form.Dwelling;
    }

    private static void Fill(ICollection<ProvisionalId> ids, int count)
    {
        while (ids.Count < count)
            ids.Add(new ProvisionalId { Institution = "mspbs", Value = $"RN-{ids.Count}" });
    }

    // Only the grandmother lived then.
    private static void Before1990(IntegratedProtectionForm form, int year, int month, int day)
    {
        var grandmother = form.Members[^1];
        form.Members.Clear();
        form.Members.Add(grandmother);
        grandmother.Kinship = Vamos.Beneficiary.V1.Kinship.Head;
        form.Interview.RespondentMemberId = "";
        form.Interview.Date = new Date { Year = year, Month = month, Day = day };
    }

    private static int Guests(IntegratedProtectionForm form, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var guest = SoundForm.Household().Members[4];
            (guest.MemberId, guest.NationalId.Number, guest.HouseholdMember) = ($"g{i}", $"9920000{i}", false);
            form.Members.Add(guest);
        }

        return form.Members.Count;
    }
}

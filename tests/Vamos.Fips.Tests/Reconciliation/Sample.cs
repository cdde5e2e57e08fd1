namespace Vamos.Fips.Tests.Reconciliation;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

/// <summary>Short ways to write people and forms.</summary>
internal static class Sample
{
    public static FormMember Person(
        string id, Kinship kinship, string given, string surnames, string birth = "", Sex sex = Sex.Unspecified, string? cedula = null)
    {
        var (first, others) = Halves(given);
        var (father, mother) = Halves(surnames);
        return new FormMember
        {
            MemberId = id,
            Kinship = kinship,
            Name = new PersonName { FirstGivenName = first, OtherGivenNames = others, FirstSurname = father, SecondSurname = mother },
            BirthDate = Date(birth),
            Sex = sex,
            NationalId = cedula is null ? null : NationalId.TryParse(cedula, out var number) ? number : throw new ArgumentException(cedula),
        };
    }

    public static FormMember With(this FormMember member, Action<FormMember> change)
    {
        change(member);
        return member;
    }

    public static IntegratedProtectionForm Form(string formId, string day, params FormMember[] members) =>
        Form(formId, Instrument.Fips, day, members);

    public static IntegratedProtectionForm Form(string formId, Instrument instrument, string day, params FormMember[] members) => new()
    {
        FormId = formId,
        HouseholdId = "H1",
        Version = 1,
        UpdateTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 1, 0, 0, formId.Length == 0 ? 0 : formId[^1] - '0', TimeSpan.Zero)),
        Interview = new Interview
        {
            Date = Date(day),
            Instrument = instrument,
            Institution = "mds",
            Place = new Place { DistrictCode = "1116", Area = Area.Rural },
        },
        Members = { members.Select(member => member.Clone()) },
    };

    public static IntegratedProtectionForm With(this IntegratedProtectionForm form, Action<IntegratedProtectionForm> change)
    {
        change(form);
        return form;
    }

    /// <summary>As it comes in, before the hub has seen it.</summary>
    public static IntegratedProtectionForm AsSubmitted(this IntegratedProtectionForm form) => form.Clone().With(copy =>
    {
        copy.FormId = "";
        copy.HouseholdId = "";
        copy.Version = 0;
        copy.UpdateTime = null;
    });

    public static KnownHousehold Known(string householdId, params IntegratedProtectionForm[] forms) =>
        new(householdId, [.. forms.Select(form => form.Clone().With(copy => copy.HouseholdId = householdId))]);

    public static Date? Date(string iso)
    {
        if (iso.Length == 0)
            return null;
        var parts = iso.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Date { Year = parts[0], Month = parts.ElementAtOrDefault(1), Day = parts.ElementAtOrDefault(2) };
    }

    private static (string First, string Second) Halves(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (text, "") : (text[..blank], text[(blank + 1)..]);
    }
}

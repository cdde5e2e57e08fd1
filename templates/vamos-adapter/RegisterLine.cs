namespace MyAdapter;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;

/// <summary>A line of the register, translated: <c>cedula;anio;escuela;distrito;grado;gratuita</c>.</summary>
/// <param name="Key">Names the line to those who can mend it. Never a value of it.</param>
/// <param name="Subject">Whom it is about; null when that cannot be read.</param>
/// <param name="Enrollment">What it says; null when something of it cannot be read.</param>
/// <param name="Issues">Every field that cannot be read, and why. Nothing is guessed.</param>
public sealed record RegisterLine(string Key, NationalId? Subject, SchoolEnrollment? Enrollment, IReadOnlyList<RecordIssue> Issues)
{
    public const string Institution = "institution-code";
    public const string System = "padron-alumnos";

    public static RegisterLine Translate(string text, int number, DateTime asOf)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"line {number}");
        var issues = new List<RecordIssue>();
        void Note(string field, string reason) =>
            issues.Add(new RecordIssue { RecordSource = System, RecordKey = key, Field = field, Reason = reason, Kind = FactKind.Schooling });

        if (text.Split(';') is not [var cedula, var year, var school, var district, var grade, var free])
        {
            Note("line", "not six fields");
            return new RegisterLine(key, null, null, issues);
        }

        var subject = CedulaText.Translate(cedula);
        if (subject.Reason is { } reason)
            Note("cedula", reason);
        else if (subject.Value is null)
            Note("cedula", "missing");
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var schoolYear) || schoolYear is < 1950 or > 2100)
            Note("anio", "not a year");
        if (TerritoryCatalogue.Paraguay.FindDistrict(district) is null)
            Note("distrito", "not the INE code of a district");
        if (free is not ("S" or "N"))
            Note("gratuita", "not S or N");
        if (issues.Count != 0)
            return new RegisterLine(key, subject.Value?.Canonical(), null, issues);

        var enrollment = new SchoolEnrollment
        {
            Year = schoolYear,
            School = school,
            DistrictCode = district,
            Grade = grade,
            PubliclyFunded = free == "S",
            Provenance = new Provenance { Institution = Institution, System = System, AsOf = Timestamp.FromDateTime(asOf) },
        };
        return new RegisterLine(key, subject.Value!.Canonical(), enrollment, issues);
    }
}

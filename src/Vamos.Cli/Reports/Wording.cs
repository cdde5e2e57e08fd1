namespace Vamos.Cli.Reports;

using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Exchange.V1;
using Enum = System.Enum;

/// <summary>Values of the contract in the words of a report. What is absent is an empty text.</summary>
internal static partial class Wording
{
    // All the year since 2024; not every machine knows the zones of the world.
    private static readonly TimeSpan Paraguay = TimeSpan.FromHours(-3);

    private static readonly NumberFormatInfo Dotted = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordBoundary { get; }

    /// <summary>The name of a value: <c>ChildInLaw</c> becomes "child in law"; the unspecified value nothing.</summary>
    public static string Of<T>(T value) where T : struct, Enum =>
        Convert.ToInt32(value, CultureInfo.InvariantCulture) == 0 ? "" : WordBoundary.Replace(value.ToString(), " ").ToLowerInvariant();

    public static string Date(Date? date) => date?.ToIso() ?? "";

    public static string Id(NationalId? id) => id?.ToText() ?? "";

    /// <summary>An amount as it is written in Paraguay.</summary>
    public static string Guaranies(bool known, long amount) => known ? "Gs. " + amount.ToString("N0", Dotted) : "";

    public static string YesNo(bool known, bool value) => !known ? "" : value ? "yes" : "no";

    public static string Name(PersonName? name)
    {
        if (name is null)
            return "";
        string[] parts = [name.FirstGivenName, name.OtherGivenNames, name.FirstSurname, name.SecondSurname, name.MarriedSurname];
        return string.Join(' ', parts.Where(part => part.Length != 0));
    }

    /// <summary>A place with the names of its district and department.</summary>
    public static string Place(Place? place)
    {
        if (place is null)
            return "";
        string[] parts = [place.Locality, District(place.DistrictCode), Of(place.Area)];
        return string.Join(", ", parts.Where(part => part.Length != 0));
    }

    /// <summary>The name of a district, its department and its code; a code that nobody knows stays a code.</summary>
    public static string District(string code) => TerritoryCatalogue.Paraguay.FindDistrict(code) switch
    {
        null => code.Length == 0 ? "" : $"unknown district {code}",
        { Department.Name: var department } district when department == district.Name => $"{district.Name} ({code})",
        { } district => $"{district.Name}, {district.Department.Name} ({code})",
    };

    /// <summary>A birth date with the age in completed years, when it is known to the day.</summary>
    public static string BirthDate(Date? birth, DateOnly today) =>
        birth is not null && Age(birth, today) is { } age ? $"{birth.ToIso()} ({age} years)" : Date(birth);

    public static int? Age(Date birth, DateOnly today)
    {
        if (!birth.TryToDateOnly(out var day) || day > today)
            return null;
        var years = today.Year - day.Year;
        return day.AddYears(years) > today ? years - 1 : years;
    }

    /// <summary>A moment in Paraguayan time; a day when it is the beginning of one.</summary>
    public static string Moment(Timestamp? moment)
    {
        if (moment is null)
            return "";
        var time = moment.ToDateTimeOffset().ToOffset(Paraguay);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mmzz", CultureInfo.InvariantCulture);
    }

    /// <summary>The moment at which a day begins in Paraguay.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day) => new(day, TimeOnly.MinValue, Paraguay);

    /// <summary>A moment in Paraguayan time, to the second.</summary>
    public static string Second(Timestamp? moment) => moment is null
        ? ""
        : moment.ToDateTimeOffset().ToOffset(Paraguay).ToString("yyyy-MM-dd HH:mm:sszz", CultureInfo.InvariantCulture);

    /// <summary>A method without the package of its service: "BeneficiaryService/GetBeneficiary".</summary>
    public static string Method(string path)
    {
        var service = path.TrimStart('/').Split('/')[0];
        return path[(path.IndexOf(service, StringComparison.Ordinal) + service.LastIndexOf('.') + 1)..];
    }

    /// <summary>How an exchange ended, and the reason of one that was refused or failed.</summary>
    public static string Outcome(ExchangeRecord record) => record.Reason.Length == 0 ? Of(record.Outcome) : $"{Of(record.Outcome)} ({record.Reason})";

    /// <summary>Whose fact it is and when it was true there: "mds ficha-hogar, 2026-01-12".</summary>
    public static string Origin(Provenance? provenance)
    {
        if (provenance is null)
            return "";
        var whose = $"{provenance.Institution} {provenance.System}".TrimEnd();
        return provenance.AsOf is null ? whose : $"{whose}, {Moment(provenance.AsOf)}";
    }

    /// <summary>When a source was read, and whether its answer was kept from before.</summary>
    public static string Reading(Provenance? provenance)
    {
        if (provenance is null)
            return "";
        var kept = provenance switch
        {
            { Stale: true } => ", old: not reachable now",
            { FromCache: true, CacheAge: { } age } => $", kept for {Duration(age.ToTimeSpan())}",
            { FromCache: true } => ", kept",
            _ => "",
        };
        return Moment(provenance.RetrievedAt) + kept;
    }

    /// <summary>How long a call took, to three figures.</summary>
    public static string Latency(TimeSpan? time) => time switch
    {
        null => "",
        { } took when took >= TimeSpan.FromMinutes(10) => Duration(took),
        { } took when took >= TimeSpan.FromSeconds(10) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s"),
        { } took when took >= TimeSpan.FromSeconds(1) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.00} s"),
        { } took when took >= TimeSpan.FromMilliseconds(100) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms"),
        { } took => string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.0} ms"),
    };

    public static string State(SourceState state) => state switch
    {
        SourceState.Ok => "answered",
        SourceState.NotFound => "does not know the person",
        SourceState.Unavailable => "could not be reached",
        SourceState.TimedOut => "did not answer in time",
        SourceState.InvalidAnswer => "gave an unusable answer",
        SourceState.Partial => "answered in part",
        SourceState.NotAsked => "was not asked",
        _ => "",
    };

    /// <summary>A number with at most two places behind the point.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan duration) => duration switch
    {
        { TotalDays: >= 1 } => $"{duration.TotalDays:0} d",
        { TotalHours: >= 1 } => $"{duration.TotalHours:0} h",
        { TotalMinutes: >= 1 } => $"{duration.TotalMinutes:0} min",
        _ => $"{duration.TotalSeconds:0} s",
    };
}

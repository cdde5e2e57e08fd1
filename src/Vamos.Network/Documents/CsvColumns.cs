namespace Vamos.Network.Documents;

using System.Collections.Immutable;
using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>One column of a table of services.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Required">Whether a table must have it.</param>
internal sealed record CsvColumn(string Name, bool Required = false);

/// <summary>The columns, and what they hold.</summary>
internal static class CsvColumns
{
    public static ImmutableArray<CsvColumn> All { get; } =
    [
        new("provider", true), new("code", true), new("name", true), new("description", true), new("package", true), new("pillar", true),
        new("categories", true), new("strategic_actions"), new("level", true), new("delivered_at_district"), new("delivered_at_area"),
        new("delivered_at_locality"), new("served_territories", true), new("required_programmes"), new("closes_gaps"), new("access_helps"),
        new("monthly_capacity"), new("availability_fresh_for"), new("schedule"), new("address"), new("phone"), new("email"),
        new("valid_from", true), new("valid_until"), new("illustrative"),
    ];

    public static ImmutableArray<string> Names { get; } = [.. All.Select(column => column.Name)];

    public static ServiceDocument Document(CsvRow row) => new()
    {
        Code = row.Text("code"),
        Name = row.Text("name"),
        Description = row.Text("description"),
        Package = row.Choice<ServicePackage>("package") ?? default,
        Pillar = row.Choice<Pillar>("pillar") ?? default,
        Categories = row.Choices<LifeCycleCategory>("categories"),
        StrategicActions = row.Numbers("strategic_actions"),
        Level = row.Choice<TerritorialLevel>("level") ?? default,
        DeliveredAt = Place(row),
        ServedTerritories = row.List("served_territories"),
        RequiredProgrammes = row.List("required_programmes"),
        ClosesGaps = row.List("closes_gaps"),
        AccessHelps = row.Choices<AccessHelp>("access_helps"),
        MonthlyCapacity = row.Number("monthly_capacity"),
        AvailabilityFreshFor = row.Days("availability_fresh_for"),
        Schedule = row.Text("schedule"),
        Contact = Contact(row),
        ValidFrom = row.Day("valid_from") ?? default,
        ValidUntil = row.Day("valid_until"),
        Illustrative = row.Flag("illustrative"),
    };

    /// <summary>The column that a field of the message comes from.</summary>
    public static string OfField(string field) => field switch
    {
        "delivered_at.district_code" => "delivered_at_district",
        "delivered_at.area" => "delivered_at_area",
        "delivered_at.locality" => "delivered_at_locality",
        "contact.address" => "address",
        "contact.phone" => "phone",
        "contact.email" => "email",
        _ => field.Split('[')[0],
    };

    private static PlaceDocument? Place(CsvRow row) => row.Text("delivered_at_district") is { Length: > 0 } district
        ? new PlaceDocument { DistrictCode = district, Area = row.Choice<Area>("delivered_at_area"), Locality = row.Text("delivered_at_locality") }
        : null;

    private static ContactDocument? Contact(CsvRow row)
    {
        var contact = new ContactDocument { Address = row.Text("address"), Phone = row.Text("phone"), Email = row.Text("email") };
        return contact == new ContactDocument() ? null : contact;
    }
}

namespace Vamos.Network.Offerings;

using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Territory;
using Vamos.ServiceNetwork.V1;

/// <summary>What a service must say before it is stored. The hub and <c>vamos services check</c> apply the same rules.</summary>
public static class OfferingRules
{
    /// <summary>Number of the last strategic action.</summary>
    public const int LastStrategicAction = 160;

    private const int LongestName = 200;
    private const int LongestDescription = 2_000;
    private const int LongestLine = 300;
    private const int MostCapacity = 10_000_000;
    private const int LongestCode = 48;

    private static readonly TimeSpan ShortestFreshness = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestFreshness = TimeSpan.FromDays(366);

    /// <summary>Everything that is wrong with a service, by field, in Spanish; empty when it can be stored.</summary>
    /// <param name="service">The service.</param>
    /// <param name="programmes">Codes of the programmes that have rules; null when that is not known here, and then they are not checked.</param>
    public static IReadOnlyList<ProblemField> Violations(ServiceOffering service, IReadOnlySet<string>? programmes)
    {
        var found = new Violations();
        Names(service, found);
        Kinds(service, found);
        Places(service, found);
        Codes(service, programmes, found);
        Times(service, found);
        return found.All;
    }

    private static void Names(ServiceOffering service, Violations found)
    {
        if (service.Code.Length != 0 && !IsCode(service.Code))
            found.Add("code", $"debe tener hasta {LongestCode} letras minúsculas, dígitos o guiones, y empezar con letra o dígito");
        found.Text("name", service.Name, LongestName, required: true);
        found.Text("description", service.Description, LongestDescription, required: true);
        found.Text("schedule", service.Schedule, LongestLine);
        found.Text("contact.address", service.Contact?.Address, LongestLine);
        found.Text("contact.phone", service.Contact?.Phone, LongestLine);
        found.Text("contact.email", service.Contact?.Email, LongestLine);
        found.Text("delivered_at.locality", service.DeliveredAt?.Locality, LongestLine);
    }

    private static void Kinds(ServiceOffering service, Violations found)
    {
        found.Known("package", service.Package, "indique el paquete: Núcleo, Diferenciado o Ampliado");
        found.Known("pillar", service.Pillar, "indique el pilar");
        found.Known("level", service.Level, "indique el nivel: nacional, departamental o distrital");
        if (service.Categories.Count == 0)
            found.Add("categories", "indique al menos una categoría del ciclo de vida, hogar o entorno");
        found.Each("categories", service.Categories, category => IsKnown(category) ? null : "no es una categoría");
        found.Each("access_helps", service.AccessHelps, help => IsKnown(help) ? null : "no es una facilidad de acceso");
        if (service is { HasMonthlyCapacity: true, MonthlyCapacity: < 0 or > MostCapacity })
            found.Add("monthly_capacity", $"debe estar entre 0 y {MostCapacity} personas por mes");
    }

    private static void Places(ServiceOffering service, Violations found)
    {
        var territories = TerritoryCatalogue.Paraguay;
        if (service.DeliveredAt is { DistrictCode.Length: > 0 } place && territories.FindDistrict(place.DistrictCode) is null)
            found.Add("delivered_at.district_code", "no es el código INE de un distrito");
        if (service.DeliveredAt is { } at && !Enum.IsDefined(at.Area))
            found.Add("delivered_at.area", "no es un tipo de área");
        found.Each("served_territories", service.ServedTerritories, code => territories.FindDistrict(code) is null && territories.FindDepartment(code) is null
            ? "no es el código INE de un distrito ni de un departamento"
            : null);
        if (service.Level == TerritorialLevel.District && !service.ServedTerritories.Any(code => code.Length == 4))
            found.Add("served_territories", "un servicio de nivel distrital debe nombrar al menos un distrito");
        if (service.Level == TerritorialLevel.Departmental && service.ServedTerritories.Count == 0)
            found.Add("served_territories", "un servicio de nivel departamental debe nombrar al menos un territorio");
    }

    private static void Codes(ServiceOffering service, IReadOnlySet<string>? programmes, Violations found)
    {
        found.Each("strategic_actions", service.StrategicActions, number =>
            number is >= 1 and <= LastStrategicAction ? null : $"debe estar entre 1 y {LastStrategicAction}");
        found.Each("closes_gaps", service.ClosesGaps, code => KnownProtection.Find(code) is null
            ? $"no es el código de una protección; existen {string.Join(", ", KnownProtection.All.Select(p => p.Code))}"
            : null);
        found.Each("required_programmes", service.RequiredProgrammes, code => programmes?.Contains(code) == false
            ? $"no es el código de un programa con reglas; existen {string.Join(", ", programmes.Order(StringComparer.Ordinal))}"
            : null);
    }

    private static void Times(ServiceOffering service, Violations found)
    {
        DateOnly from = default, until = default;
        if (service.ValidFrom is null)
            found.Add("valid_from", "indique desde qué día se ofrece");
        else if (!service.ValidFrom.TryToDateOnly(out from))
            found.Add("valid_from", "debe ser una fecha completa del calendario");
        if (service.ValidUntil?.TryToDateOnly(out until) == false)
            found.Add("valid_until", "debe ser una fecha completa del calendario");
        else if (service.ValidUntil is not null && until < from)
            found.Add("valid_until", "no puede ser anterior a valid_from");
        if (service.AvailabilityFreshFor is { } fresh && (fresh.Seconds < ShortestFreshness.TotalSeconds || fresh.Seconds > LongestFreshness.TotalSeconds))
            found.Add("availability_fresh_for", "debe estar entre 1 hora y 366 días");
    }

    private static bool IsKnown<T>(T value) where T : struct, Enum => Enum.IsDefined(value) && !EqualityComparer<T>.Default.Equals(value, default);

    private static bool IsCode(string code) =>
        code.Length <= LongestCode && char.IsAsciiLetterOrDigit(code[0]) && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

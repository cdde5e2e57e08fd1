namespace Vamos.Network.Search;

using System.Globalization;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;

/// <summary>Says in Spanish why a service is where it is, the weightiest reason first.</summary>
/// <param name="query">What was looked for.</param>
/// <param name="district">Where help is needed; null for anywhere.</param>
/// <param name="best">For each gap, how it is reached best.</param>
/// <param name="programmeName">The name of a programme by its code.</param>
internal sealed class MatchReasons(ServiceQuery query, District? district, ReachedBy[] best, Func<string, string> programmeName)
{
    private static readonly TimeSpan Paraguay = TimeSpan.FromHours(-3);

    private readonly IReadOnlyList<Need> _needs = query.Needs?.Needs ?? [];

    public ServiceMatch Match(Candidate candidate)
    {
        var match = new ServiceMatch { Service = candidate.Indexed.Service.Clone(), ReachedBy = LevelOf(candidate.Reach) };
        if (match.Service.Availability is { } report)
            report.Stale = AvailabilityRules.IsStale(match.Service, query.Now);
        Need[] closed = [.. _needs.Where(need => IsClosed(need, candidate))];
        match.ClosedGaps.AddRange(closed.Select(need => need.Code).Distinct(StringComparer.Ordinal));
        match.Reasons.AddRange(
            [.. Suspension(match.Service), .. Gaps(closed), .. Reached(candidate), .. Requirements(match.Service), .. Readiness(match.Service)]);
        match.Reasons.Add($"Pertenece al paquete {SpanishNames.Of(match.Service.Package)}, pilar de {SpanishNames.Of(match.Service.Pillar)}.");
        match.Reasons.AddRange(Helps(match.Service));
        return match;
    }

    private static bool IsClosed(Need need, Candidate candidate) =>
        (KnownProtection.Bits([need.Code]) & candidate.Closed) != 0
        && (candidate.Indexed.Categories & Fitting(need)) != 0;

    private static uint Fitting(Need need) => IndexedService.BitOf(LifeCycleCategory.Household)
        | (need.Whose == NeedOf.Household ? IndexedService.BitOf(LifeCycleCategory.Environment) : IndexedService.BitOf(need.Category));

    private static TerritorialLevel LevelOf(ReachedBy reach) => reach switch
    {
        ReachedBy.District => TerritorialLevel.District,
        ReachedBy.Department or ReachedBy.Neighbour => TerritorialLevel.Departmental,
        _ => TerritorialLevel.National,
    };

    private IEnumerable<string> Gaps(Need[] closed) => !query.NamesGaps ? Unnamed(closed) : closed
        .GroupBy(need => (need.Whose, Category: need.Whose == NeedOf.Member ? need.Category : default))
        .Select(group =>
        {
            string[] names = [.. group.Select(need => need.Code).Distinct(StringComparer.Ordinal).Select(Name)];
            var whose = group.Key.Whose switch
            {
                NeedOf.Person => "de la persona",
                NeedOf.Household => "del hogar",
                _ => $"de otro integrante del hogar ({SpanishNames.Of(group.Key.Category)})",
            };
            return $"Cierra {(names.Length == 1 ? "una brecha" : "brechas")} {whose}: {string.Join(", ", names)}.";
        });

    private static IEnumerable<string> Unnamed(Need[] closed) =>
        closed.Length == 0 ? [] : ["Corresponde a la situación de la persona o de su hogar."];

    private IEnumerable<string> Reached(Candidate candidate)
    {
        if (district is null)
            yield break;
        var service = candidate.Indexed.Service;
        var place = service.DeliveredAt is { DistrictCode.Length: > 0 } at ? SpanishNames.OfTerritory(at.DistrictCode) : null;
        var where = place is null ? "" : $"; se presta en {place}";
        var lacking = Lacking(candidate);
        yield return candidate.Reach switch
        {
            ReachedBy.District when candidate.Distance == Distance.SameDistrict => $"Se presta en el distrito, {district.Name}.",
            ReachedBy.District => $"Llega al distrito {district.Name}{where}.",
            ReachedBy.Department when lacking.Length != 0 =>
                $"Ningún prestador distrital de {district.Name} ofrece {lacking}: lo alcanza el nivel departamental, {district.Department.Name}{where}.",
            ReachedBy.Department => $"Alcanza a todo el departamento {district.Department.Name}{where}.",
            ReachedBy.Country when lacking.Length != 0 =>
                $"Ningún prestador distrital ni departamental ofrece {lacking} en {district.Name}: lo alcanza el nivel nacional{where}.",
            ReachedBy.Country => $"Alcanza a todo el país{where}.",
            _ => $"Nada de lo que alcanza a {district.Name} ofrece {lacking}: se presta en un departamento vecino{(place is null ? "" : $", en {place}")}. "
                + "Consulte antes de derivar.",
        };
    }

    // the gaps for which there is nothing better than this
    private string Lacking(Candidate candidate)
    {
        if (candidate.Reach == ReachedBy.District)
            return "";
        string[] names = [.. KnownProtection.All.Where((_, i) => (candidate.Closed & (1u << i)) != 0 && best[i] >= candidate.Reach).Select(p => p.Name)];
        return names.Length != 0 && !query.NamesGaps ? "este servicio" : string.Join(", ", names);
    }

    private IEnumerable<string> Requirements(ServiceOffering service)
    {
        if (service.RequiredProgrammes.Count != 0)
            yield return $"Exige cumplir las condiciones de {string.Join(", ", service.RequiredProgrammes.Select(programmeName))}; consulte la elegibilidad.";
    }

    private static IEnumerable<string> Suspension(ServiceOffering service) =>
        service.Availability is { Suspended: true } report ? [$"Suspendido: {report.Reason.TrimEnd('.')}."] : [];

    private static IEnumerable<string> Readiness(ServiceOffering service)
    {
        if (service.Availability is not { } report)
        {
            yield return "El prestador no avisó de su disponibilidad.";
            yield break;
        }

        var day = report.ReportTime.ToDateTimeOffset().ToOffset(Paraguay).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        if (report.Stale)
            yield return $"El último aviso de disponibilidad, del {day}, está vencido.";
        else if (report is { Suspended: false, HasFreePlaces: true })
            yield return $"{Places(report.FreePlaces)} este mes, según el aviso del {day}.";
        else if (!report.Suspended)
            yield return $"Disponible, según el aviso del {day}.";
        if (report is { Stale: false, WaitingTime: { } wait } && wait.ToTimeSpan().TotalDays >= 1)
            yield return $"La espera es de {wait.ToTimeSpan().TotalDays:0} días.";
    }

    private static string Places(int free) => free switch
    {
        0 => "Sin lugares libres",
        1 => "1 lugar libre",
        _ => string.Create(CultureInfo.InvariantCulture, $"{free} lugares libres"),
    };

    private static IEnumerable<string> Helps(ServiceOffering service)
    {
        if (service.AccessHelps.Count == 0)
            return [];
        var helps = string.Join(", ", service.AccessHelps.Select(SpanishNames.Of));
        return [$"{char.ToUpperInvariant(helps[0])}{helps[1..]}."];
    }

    private static string Name(string code) => KnownProtection.Find(code)?.Name ?? code;
}

namespace Vamos.LoadTest.Network;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Network;
using Vamos.ServiceNetwork.V1;
using Enum = System.Enum;

/// <summary>A catalogue as large as a country's could become: mostly of districts, some of departments, a few of the whole country.</summary>
internal static class SampleCatalogue
{
    private static readonly string[] Kinds =
        ["Vacunatorio", "Oficina de empleo", "Curso de formación", "Comedor escolar", "Agua segura", "Pensión de adultos mayores", "Centro de cuidado", "Consejería"];

    private static readonly string[] Texts =
    [
        "Atiende a niñas y niños con las vacunas del esquema regular.", "Vincula a quienes buscan trabajo con las empresas de la zona.",
        "Cursos cortos para jóvenes en oficios, con certificado.", "Almuerzo y merienda los días de clase.", "Instala y repara sistemas de agua en comunidades rurales.",
        "Recibe solicitudes y documentos y acompaña a la familia.", "Cuidado diario y estimulación temprana.", "Protege derechos y media en conflictos.",
    ];

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    public static IEnumerable<ServiceOffering> Of(int count)
    {
        var districts = TerritoryCatalogue.Paraguay.Districts;
        var categories = Enum.GetValues<LifeCycleCategory>();
        for (var i = 0; i < count; i++)
        {
            var district = districts[i % districts.Length];
            var service = new ServiceOffering
            {
                ServiceId = string.Create(CultureInfo.InvariantCulture, $"inst{i % 36}.s{i}"),
                ProviderInstitution = string.Create(CultureInfo.InvariantCulture, $"inst{i % 36}"),
                Name = string.Create(CultureInfo.InvariantCulture, $"{Kinds[i % Kinds.Length]} de {district.Name}, servicio {i}"),
                Description = Texts[i * 3 % Texts.Length],
                Package = (ServicePackage)((i % 3) + 1),
                Pillar = (Pillar)((i / 3 % 3) + 1),
                Categories = { categories[(i % 8) + 1], LifeCycleCategory.Household },
                StrategicActions = { (i % 160) + 1 },
                Level = i % 100 == 0 ? TerritorialLevel.National : i % 10 == 0 ? TerritorialLevel.Departmental : TerritorialLevel.District,
                DeliveredAt = new Place { DistrictCode = district.Code },
                ClosesGaps = { KnownProtection.All[i % KnownProtection.All.Length].Code, KnownProtection.All[i * 7 % KnownProtection.All.Length].Code },
                ValidFrom = new Date { Year = 2026, Month = 1, Day = 1 },
                Availability = new Availability { FreePlaces = i % 20, ReportTime = Timestamp.FromDateTimeOffset(Now.AddDays(-(i % 60))) },
            };
            if (service.Level != TerritorialLevel.National)
                service.ServedTerritories.Add(service.Level == TerritorialLevel.District ? district.Code : district.Department.Code);
            yield return service;
        }
    }
}

namespace Vamos.Hub.Tests.ServiceNetwork;

using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Tests.Protection;
using Vamos.Hub.Tests.Running;
using Vamos.ServiceNetwork.V1;

/// <summary>A mother in Villeta whose household lacks sanitation, her own employment and insurance, and her daughter's vaccines.</summary>
public sealed class PersonSearchTests
{
    [Fact(Timeout = 60_000)]
    public async Task Search_for_a_person_lists_what_closes_the_gaps_of_the_household_where_it_lives()
    {
        await using var lab = await LabAsync();

        var found = await Client(lab).SearchServicesAsync(
            new SearchServicesRequest { NationalId = new NationalId { Number = ProtectionLab.Mother } }, RunningHub.Purpose);

        Assert.Equal(["mtess.vacunas", "mtess.empleo", "mtess.letrinas"], found.Matches.Select(match => match.Service.ServiceId));
        Assert.Equal(
            ["Cierra una brecha de otro integrante del hogar (primera infancia): vacunación infantil.", "Se presta en el distrito, Villeta."],
            found.Matches[0].Reasons.Take(2));
        Assert.Equal("Cierra una brecha de la persona: empleo.", found.Matches[1].Reasons[0]);
        Assert.Equal(
            "Ningún prestador distrital de Villeta ofrece empleo: lo alcanza el nivel departamental, Central; se presta en Areguá.",
            found.Matches[1].Reasons[1]);
        Assert.Contains("Exige cumplir las condiciones de Tenonderã", string.Join(' ', found.Matches[1].Reasons), StringComparison.Ordinal);
        Assert.Equal(TerritorialLevel.National, found.Matches[2].ReachedBy);
        Assert.Equal(["mds", "mspbs", "mtess"], found.Sources.Select(source => source.Institution).Except(["siis"]));
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_finds_the_search_among_the_accesses_with_the_sources_that_were_asked()
    {
        await using var lab = await LabAsync();
        await Client(lab).SearchServicesAsync(new SearchServicesRequest { NationalId = new NationalId { Number = ProtectionLab.Mother } }, RunningHub.Purpose);

        var accesses = await new ExchangeService.ExchangeServiceClient(lab.Hub.Channel(TestCertificates.Of("utgs"))).ListAccessesAsync(
            new ListAccessesRequest { NationalId = new NationalId { Number = ProtectionLab.Mother } }, RunningHub.Purpose);

        var search = accesses.Exchanges.Single(exchange => exchange.Method.EndsWith("/SearchServices", StringComparison.Ordinal));
        Assert.Equal(["mds", "mspbs", "mtess"], search.Hops.Select(hop => hop.Institution).Except(["siis"]).Distinct().Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task Agreement_without_the_gaps_hides_them_in_the_reasons_too()
    {
        await using var lab = await LabAsync();

        var found = await Client(lab, "mtess").SearchServicesAsync(
            new SearchServicesRequest { NationalId = new NationalId { Number = ProtectionLab.Mother } }, RunningHub.Purpose);

        Assert.Equal(3, found.Matches.Count);
        Assert.All(found.Matches, match => Assert.Empty(match.ClosedGaps));
        Assert.All(found.Matches, match => Assert.Equal("Corresponde a la situación de la persona o de su hogar.", match.Reasons[0]));
        Assert.DoesNotContain("empleo", string.Join(' ', found.Matches.SelectMany(match => match.Reasons)), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_district_than_the_persons_own_can_be_named_and_an_unknown_person_is_not_found()
    {
        await using var lab = await LabAsync();

        var elsewhere = await Client(lab).SearchServicesAsync(
            new SearchServicesRequest { NationalId = new NationalId { Number = ProtectionLab.Mother }, DistrictCode = "1602" }, RunningHub.Purpose);
        var unknown = await Fails.WithAsync(
            StatusCode.NotFound,
            () => Client(lab).SearchServicesAsync(new SearchServicesRequest { NationalId = new NationalId { Number = "99000099" } }, RunningHub.Purpose).ResponseAsync);

        Assert.Equal(["mtess.letrinas"], elsewhere.Matches.Select(match => match.Service.ServiceId));
        Assert.Equal(ErrorReasons.PersonNotFound, unknown.Reason);
    }

    private static async Task<ProtectionLab> LabAsync()
    {
        var lab = await ProtectionLab.StartAsync();
        lab.Form!.Place = new Place { DistrictCode = "1116", Area = Area.Urban };
        var mtess = Client(lab, "mtess");
        await mtess.UpsertServiceAsync(Services.Storing(Services.Sound("vacunas"), "1"));
        var far = Services.Sound("lejos");
        Replace(far.ServedTerritories, "0607");
        await mtess.UpsertServiceAsync(Services.Storing(far, "2"));

        var work = Services.Sound("empleo");
        work.Level = TerritorialLevel.Departmental;
        work.DeliveredAt.DistrictCode = "1101";
        Replace(work.ServedTerritories, "11");
        Replace(work.ClosesGaps, "employment");
        Replace(work.Categories, LifeCycleCategory.Adult);
        work.RequiredProgrammes.Add("tenondera");
        await mtess.UpsertServiceAsync(Services.Storing(work, "4"));

        var latrines = Services.Sound("letrinas");
        latrines.Level = TerritorialLevel.National;
        latrines.DeliveredAt = null;
        latrines.ServedTerritories.Clear();
        Replace(latrines.ClosesGaps, "sanitation");
        Replace(latrines.Categories, LifeCycleCategory.Household);
        await mtess.UpsertServiceAsync(Services.Storing(latrines, "5"));
        return lab;
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> field, T value)
    {
        field.Clear();
        field.Add(value);
    }

    private static ServiceNetworkService.ServiceNetworkServiceClient Client(ProtectionLab lab, string institution = "utgs") =>
        new(lab.Hub.Channel(TestCertificates.Of(institution)));
}

namespace Vamos.Network.Tests;

using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

public sealed class SearchTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);

    private static readonly PersonNeeds Mother = new(
        "1116",
        new HashSet<LifeCycleCategory> { LifeCycleCategory.Adult, LifeCycleCategory.EarlyChildhood, LifeCycleCategory.Childhood },
        [
            new Need("employment", NeedOf.Person, LifeCycleCategory.Adult),
            new Need("household-income-support", NeedOf.Household, LifeCycleCategory.Household),
            new Need("safe-water", NeedOf.Household, LifeCycleCategory.Household),
            new Need("sanitation", NeedOf.Household, LifeCycleCategory.Household),
            new Need("childhood-vaccination", NeedOf.Member, LifeCycleCategory.EarlyChildhood),
        ]);

    private readonly ServiceIndex _index = Indexed(Repository.Sandbox());

    [Fact]
    public void Person_finds_what_closes_her_gaps_nearest_first_and_nothing_else()
    {
        var matches = Search(Query(Mother)).Matches;

        Assert.Equal(
            [
                "mspbs.agua-saneamiento-nacional", "mspbs.vacunatorio-villeta", "mtess.empleo-villeta", "mds.tekopora-villeta", "mds.tenondera-central",
            ],
            matches.Select(match => match.Service.ServiceId));
        Assert.Equal(["safe-water", "sanitation"], matches[0].ClosedGaps);
        Assert.Equal(
            [TerritorialLevel.National, TerritorialLevel.District, TerritorialLevel.District, TerritorialLevel.District, TerritorialLevel.Departmental],
            matches.Select(match => match.ReachedBy));
    }

    [Fact]
    public void Reasons_say_why_the_weightiest_first()
    {
        var matches = Search(Query(Mother)).Matches.ToDictionary(match => match.Service.ServiceId);

        Assert.Equal(
            [
                "Cierra brechas del hogar: agua segura, saneamiento.",
                "Ningún prestador distrital ni departamental ofrece agua segura, saneamiento en Villeta: lo alcanza el nivel nacional; se presta en San Lorenzo.",
                "El prestador no avisó de su disponibilidad.",
                "Pertenece al paquete Ampliado, pilar de integración social.",
            ],
            matches["mspbs.agua-saneamiento-nacional"].Reasons);
        Assert.Equal(
            [
                "Cierra una brecha del hogar: ingreso familiar.",
                "Se presta en el distrito, Villeta.",
                "Exige cumplir las condiciones de «tekopora»; consulte la elegibilidad.",
            ],
            matches["mds.tekopora-villeta"].Reasons.Take(3));
        Assert.Equal("Cierra una brecha de otro integrante del hogar (primera infancia): vacunación infantil.", matches["mspbs.vacunatorio-villeta"].Reasons[0]);
        Assert.Equal("Alcanza a todo el departamento Central; se presta en Areguá.", matches["mds.tenondera-central"].Reasons[1]);
    }

    [Fact]
    public void Whoever_may_not_see_the_gaps_is_told_what_fits_and_not_what_is_lacking()
    {
        var matches = Search(Query(Mother) with { NamesGaps = false }).Matches;

        Assert.Equal(
            [
                "Corresponde a la situación de la persona o de su hogar.",
                "Ningún prestador distrital ni departamental ofrece este servicio en Villeta: lo alcanza el nivel nacional; se presta en San Lorenzo.",
            ],
            matches[0].Reasons.Take(2));
        Assert.DoesNotContain(matches.SelectMany(match => match.Reasons), reason => KnownProtection.All.Any(p => reason.Contains(p.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Neighbouring_department_is_named_only_where_nothing_else_closes_the_gap()
    {
        var nutrition = new PersonNeeds("0601", new HashSet<LifeCycleCategory>(), [new Need("early-nutrition", NeedOf.Person, LifeCycleCategory.EarlyChildhood)]);
        var services = Repository.Sandbox().Where(s => s.ServiceId != "mspbs.pani-nacional").ToList();
        foreach (var service in services.Where(s => s.Code == "pani-san-pedro"))
        {
            service.ServedTerritories[0] = "05";
            service.DeliveredAt.DistrictCode = "0501";
        }

        var alone = Assert.Single(Search(Query(nutrition), Indexed(services)).Matches);
        var withNational = Assert.Single(Search(Query(nutrition)).Matches);

        Assert.Equal(("mspbs.pani-san-pedro", TerritorialLevel.Departmental), (alone.Service.ServiceId, alone.ReachedBy));
        Assert.Equal(
            "Nada de lo que alcanza a Caazapá ofrece nutrición en la primera infancia y el embarazo: se presta en un departamento vecino, en Coronel Oviedo. "
            + "Consulte antes de derivar.",
            alone.Reasons[1]);
        Assert.Equal("mspbs.pani-nacional", withNational.Service.ServiceId);
    }

    [Fact]
    public void Gap_of_one_category_is_not_closed_by_a_service_for_another()
    {
        var adolescent = new PersonNeeds("1116", new HashSet<LifeCycleCategory>(), [new Need("childhood-vaccination", NeedOf.Person, LifeCycleCategory.Adolescence)]);

        Assert.Empty(Search(Query(adolescent)).Matches);
    }

    [Fact]
    public void Suspended_service_comes_last_and_says_so_first_and_a_stale_report_is_shown_as_such()
    {
        var services = Repository.Sandbox();
        Report(services, "empleo-villeta", new Availability { Suspended = true, Reason = "Obras.", ReportTime = At(-1) });
        Report(services, "tekopora-villeta", new Availability { FreePlaces = 12, ReportTime = At(-29) });
        Report(services, "vacunatorio-villeta", new Availability { FreePlaces = 12, ReportTime = At(-16) });

        var matches = Search(Query(Mother), Indexed(services)).Matches;

        Assert.Equal(("mtess.empleo-villeta", "Suspendido: Obras."), (matches[^1].Service.ServiceId, matches[^1].Reasons[0]));
        Assert.Contains("12 lugares libres este mes, según el aviso del 24/10/2026.", matches.Single(m => m.Service.Code == "tekopora-villeta").Reasons);
        var stale = matches.Single(m => m.Service.Code == "vacunatorio-villeta");
        Assert.True(stale.Service.Availability.Stale);
        Assert.Contains("El último aviso de disponibilidad, del 06/11/2026, está vencido.", stale.Reasons);
    }

    [Theory]
    [InlineData("VACUNACION niños", "mspbs.vacunatorio-villeta")]
    [InlineData("tekopora", "mds.tekopora-villeta")]
    [InlineData("Tekoporã", "mds.tekopora-villeta")]
    [InlineData("emple", "mtess.empleo-villeta")]
    [InlineData("pensiones de los adultos mayores", "mds.pension-universal")]
    [InlineData("consejeria niñez", "minna.codeni-villeta")]
    [InlineData("cédulas", "utgs.identidad-movil")]
    [InlineData("vacunas submarinas", null)]
    public void Words_are_found_whatever_their_accents_case_and_ending(string words, string? best)
    {
        var matches = Search(Query(null) with { DistrictCode = "1116", Text = words }).Matches;

        Assert.Equal(best, matches.Select(match => match.Service.ServiceId).FirstOrDefault());
    }

    [Fact]
    public void Filters_hold_for_every_match()
    {
        var matches = Search(Query(null) with
        {
            DistrictCode = "1116", Packages = [ServicePackage.Extended], Pillars = [Pillar.SocialIntegration], Categories = [LifeCycleCategory.Environment],
        }).Matches;

        Assert.NotEmpty(matches);
        Assert.All(matches, match => Assert.Equal((ServicePackage.Extended, Pillar.SocialIntegration), (match.Service.Package, match.Service.Pillar)));
        Assert.All(matches, match => Assert.Contains(LifeCycleCategory.Environment, match.Service.Categories));
    }

    [Fact]
    public void Answer_can_be_changed_without_changing_the_next()
    {
        Search(Query(Mother)).Matches[0].Service.Name = "otro";

        Assert.NotEqual("otro", Search(Query(Mother)).Matches[0].Service.Name);
    }

    [Fact]
    public void Pages_of_any_size_make_up_the_whole_in_its_order() => Prop.ForAll(
        Gen.Choose(1, 60).ToArbitrary(),
        Gen.Elements("1116", "0607", "1602", "0218", "0101", "").ToArbitrary(),
        (size, district) =>
        {
            var query = Query(null) with { DistrictCode = district };
            var whole = Search(query with { PageSize = 100 }).Matches.Select(m => m.Service.ServiceId).ToList();
            List<string> pieces = [];
            RankedAt? after = null;
            do
            {
                var page = Search(query with { PageSize = size, After = after });
                pieces.AddRange(page.Matches.Select(m => m.Service.ServiceId));
                after = page.Next;
            }
            while (after is not null);
            return whole.SequenceEqual(pieces);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Changed_service_takes_the_place_of_the_old_one()
    {
        var changed = _index.Find("mds.tekopora-villeta")!;
        changed.ServedTerritories[0] = "1101";
        changed.Name = "Zapatería";

        _index.Put([changed]);

        Assert.DoesNotContain(Search(Query(Mother)).Matches, match => match.Service.Code == "tekopora-villeta");
        Assert.Equal("mds.tekopora-villeta", Assert.Single(Search(Query(null) with { Text = "zapateria" }).Matches).Service.ServiceId);
        Assert.Equal(Repository.Sandbox().Count, _index.Count);
    }

    private static void Report(List<ServiceOffering> services, string code, Availability report) => services.Single(s => s.Code == code).Availability = report;

    private static Timestamp At(int days) => Timestamp.FromDateTimeOffset(Now.AddDays(days));

    private static ServiceQuery Query(PersonNeeds? needs) => new()
    {
        Needs = needs,
        DistrictCode = needs?.DistrictCode ?? "",
        NeighbourDepartments = needs is null ? [] : Repository.Territory.NeighboursOf(needs.DistrictCode[..2]),
        Day = Day,
        Now = Now,
    };

    private SearchPage Search(ServiceQuery query, ServiceIndex? index = null) => (index ?? _index).Search(query, code => $"«{code}»");

    private static ServiceIndex Indexed(IReadOnlyCollection<ServiceOffering> services)
    {
        var index = new ServiceIndex();
        index.Put(services);
        return index;
    }
}

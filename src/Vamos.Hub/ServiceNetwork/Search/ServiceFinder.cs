namespace Vamos.Hub.ServiceNetwork.Search;

using System.Collections.Immutable;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Hub.Programmes;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.Hub.ServiceNetwork.Territories;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;
using Vamos.Trust.Agreements;

/// <summary>Finds services for a person or a place.</summary>
public sealed class ServiceFinder(ServiceCatalogue catalogue, CurrentTerritory territory, CurrentProgrammes programmes)
{
    private const int DefaultPage = 20;
    private const int LargestPage = 100;

    /// <summary>Searches.</summary>
    /// <param name="request">What is looked for; its form has been checked.</param>
    /// <param name="after">Where to go on; null at the beginning.</param>
    /// <param name="needs">What the person lacks; null for a search by place and words.</param>
    /// <param name="namesGaps">Whether the caller may see what the person lacks.</param>
    public SearchPage Find(SearchServicesRequest request, RankedAt? after, PersonNeeds? needs, bool namesGaps)
    {
        var district = request.DistrictCode.Length != 0 ? request.DistrictCode : needs?.DistrictCode ?? "";
        var book = programmes.Book;
        return catalogue.Index.Search(
            new ServiceQuery
            {
                DistrictCode = district,
                Text = request.Query,
                Packages = request.Packages,
                Pillars = request.Pillars,
                Categories = request.Categories.Count != 0 || needs is null ? request.Categories : OfHousehold(needs),
                Needs = needs,
                NamesGaps = namesGaps,
                NeighbourDepartments = NeighboursOf(district),
                Day = AgreementCalendar.Today(catalogue.Time),
                Now = catalogue.Time.GetUtcNow(),
                PageSize = request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage),
                After = after,
            },
            code => book.Find(code)?.Document.Name ?? code);
    }

    private ImmutableArray<string> NeighboursOf(string districtCode) =>
        TerritoryCatalogue.Paraguay.FindDistrict(districtCode) is { } district ? territory.Book.NeighboursOf(district.Department.Code) : [];

    private static HashSet<LifeCycleCategory> OfHousehold(PersonNeeds needs) =>
        [.. needs.Categories, LifeCycleCategory.Household, LifeCycleCategory.Environment];
}

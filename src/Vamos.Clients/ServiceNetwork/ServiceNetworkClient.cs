namespace Vamos.Clients.ServiceNetwork;

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;
using Vamos.ServiceNetwork.V1;

/// <summary>The network of social services: what help exists where, for whom, and how much of it.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class ServiceNetworkClient(VamosConnection connection)
{
    private const int PageSize = 500;

    private readonly ServiceNetworkService.ServiceNetworkServiceClient _stub = new(connection.CallInvoker);

    /// <summary>Services by identifier. Pages are fetched as they are read.</summary>
    /// <param name="provider">Only of this institution; empty for all.</param>
    /// <param name="territoryCode">Only those that serve this district or department; empty for all.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="VamosException">The hub refused, or could not be reached.</exception>
    public async IAsyncEnumerable<ServiceOffering> ListAsync(
        string provider = "", string territoryCode = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListServicesRequest { ProviderInstitution = provider, TerritoryCode = territoryCode, PageSize = PageSize };
        do
        {
            var page = await _stub.ListServicesAsync(request, connection.OptionsOf(null, null, cancellationToken));
            foreach (var service in page.Services)
                yield return service;
            // a token that does not move would be read for ever
            request.PageToken = page.NextPageToken == request.PageToken ? "" : page.NextPageToken;
        }
        while (request.PageToken.Length != 0);
    }

    /// <summary>One service.</summary>
    /// <param name="serviceId">Its identifier.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">There is none (<c>SERVICE_NOT_FOUND</c>), or anything else that the hub answered.</exception>
    public async Task<ServiceOffering> GetAsync(string serviceId, CancellationToken cancellationToken = default) =>
        (await _stub.GetServiceAsync(new GetServiceRequest { ServiceId = serviceId }, connection.OptionsOf(null, null, cancellationToken))).Service;

    /// <summary>Stores a service of our own: a new one, or a change of the version that it carries. Repeated by itself when the connection is lost.</summary>
    /// <param name="service">The service.</param>
    /// <param name="fields">Top-level fields to change; null for all.</param>
    /// <param name="requestId">Identifier of this change; null has one made up. The same one again gets the first answer.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The service as it is stored.</returns>
    /// <exception cref="InvalidRequestException">Fields break rules; names them all.</exception>
    /// <exception cref="AccessDeniedException">It is another institution's.</exception>
    /// <exception cref="VamosException">It has changed meanwhile (<c>SERVICE_CHANGED</c>), or anything else that the hub answered.</exception>
    public async Task<ServiceOffering> StoreAsync(
        ServiceOffering service, IEnumerable<string>? fields = null, string? requestId = null, CancellationToken cancellationToken = default)
    {
        var request = new UpsertServiceRequest
        {
            Service = service,
            UpdateMask = fields is null ? null : new FieldMask { Paths = { fields } },
            RequestId = requestId ?? Guid.NewGuid().ToString("N"),
        };
        return (await _stub.UpsertServiceAsync(request, connection.OptionsOf(null, null, cancellationToken))).Service;
    }

    /// <summary>Searches for a person, a place or words.</summary>
    /// <param name="request">What is looked for, as the contract has it.</param>
    /// <param name="declaration">Purpose, case and user; null for the connection's.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="PersonNotFoundException">Every institution answered and none knows the person.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    public async Task<SearchAnswer> SearchAsync(
        SearchServicesRequest request, CallDeclaration? declaration = null, CancellationToken cancellationToken = default)
    {
        using var call = _stub.SearchServicesAsync(request, connection.OptionsOf(declaration, null, cancellationToken));
        var response = await call;
        return new SearchAnswer(
            response.Matches, response.Sources, response.NextPageToken, call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId) ?? "");
    }

    /// <summary>Reports the availability of a service of our own.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="availability">What is reported.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The report as it is stored, with its time.</returns>
    /// <exception cref="VamosException">The hub refused, or could not be reached.</exception>
    public async Task<Availability> ReportAvailabilityAsync(string serviceId, Availability availability, CancellationToken cancellationToken = default) =>
        (await _stub.ReportAvailabilityAsync(
            new ReportAvailabilityRequest { ServiceId = serviceId, Availability = availability },
            connection.OptionsOf(null, null, cancellationToken))).Availability;

    /// <summary>Districts and departments with their state in the rollout, by code.</summary>
    /// <param name="level">Only this level; unspecified for both.</param>
    /// <param name="departmentCode">Only districts of this department; empty for all.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="VamosException">The hub refused, or could not be reached.</exception>
    public async IAsyncEnumerable<Territory> ListTerritoriesAsync(
        TerritorialLevel level = TerritorialLevel.Unspecified,
        string departmentCode = "",
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListTerritoriesRequest { Level = level, DepartmentCode = departmentCode, PageSize = PageSize };
        do
        {
            var page = await _stub.ListTerritoriesAsync(request, connection.OptionsOf(null, null, cancellationToken));
            foreach (var territory in page.Territories)
                yield return territory;
            request.PageToken = page.NextPageToken == request.PageToken ? "" : page.NextPageToken;
        }
        while (request.PageToken.Length != 0);
    }

    /// <summary>What is offered, available and missing in a territory, for each package, category and pillar.</summary>
    /// <param name="territoryCode">INE code of a district or department.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">There is no such territory (<c>TERRITORY_NOT_FOUND</c>), or anything else that the hub answered.</exception>
    public async Task<IReadOnlyList<Coverage>> GetCoverageAsync(string territoryCode, CancellationToken cancellationToken = default) =>
        (await _stub.GetCoverageAsync(
            new GetCoverageRequest { TerritoryCode = territoryCode }, connection.OptionsOf(null, null, cancellationToken))).Coverage;
}

namespace Vamos.Hub.ServiceNetwork;

using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Territory;
using Vamos.Hub.Configuration;
using Vamos.Hub.ServiceNetwork.Catalogue;
using Vamos.Hub.ServiceNetwork.Search;
using Vamos.Hub.ServiceNetwork.Territories;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;
using Vamos.Trust.Agreements;

/// <summary>ServiceNetworkService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed partial class ServiceNetworkEndpoint(
    ServiceCatalogue catalogue,
    ServiceUpsert upsert,
    AvailabilityReports reports,
    ServiceFinder finder,
    PersonNeedsLookup needs,
    CurrentTerritory territory,
    HubSettings settings,
    TimeProvider time) : ServiceNetworkService.ServiceNetworkServiceBase
{
    private const int DefaultPage = 50;
    private const int DefaultTerritories = 300;
    private const int LargestPage = 500;

    /// <inheritdoc />
    public override Task<ListServicesResponse> ListServices(ListServicesRequest request, ServerCallContext context)
    {
        Refuse([.. PageViolations(request.PageSize), .. TerritoryViolations(request.TerritoryCode, "territory_code")]);
        var size = request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage);
        var found = catalogue.Index.List(request.ProviderInstitution, request.TerritoryCode, request.PageToken, size + 1);
        var response = new ListServicesResponse { Services = { found.Take(size).Select(Shown) } };
        if (found.Count > size)
            response.NextPageToken = found[size - 1].ServiceId;
        return Task.FromResult(response);
    }

    /// <inheritdoc />
    public override Task<GetServiceResponse> GetService(GetServiceRequest request, ServerCallContext context)
    {
        Refuse(RequiredViolations(request.ServiceId, "service_id"));
        var service = catalogue.Index.Find(request.ServiceId) ?? throw new ProblemException(Problems.NotFound);
        return Task.FromResult(new GetServiceResponse { Service = Shown(service) });
    }

    /// <inheritdoc />
    public override async Task<UpsertServiceResponse> UpsertService(UpsertServiceRequest request, ServerCallContext context)
    {
        var missing = request.Service is null ? [new ProblemField("service", "es obligatorio")] : Array.Empty<ProblemField>();
        Refuse([.. missing, .. RequestIdViolations(request.RequestId), .. ServiceUpsert.MaskViolations(request.UpdateMask)]);
        var change = await upsert.StoreAsync(Caller(context), request, context.CancellationToken);
        return new UpsertServiceResponse { Service = Shown(Stored(change)) };
    }

    /// <inheritdoc />
    public override async Task<ReportAvailabilityResponse> ReportAvailability(ReportAvailabilityRequest request, ServerCallContext context)
    {
        Refuse([.. RequiredViolations(request.ServiceId, "service_id"), .. AvailabilityRules.Violations(request.Availability, "availability")]);
        var change = await reports.StoreAsync(Caller(context), request.ServiceId, request.Availability, context.CancellationToken);
        return new ReportAvailabilityResponse { Availability = Stored(change).Availability };
    }

    /// <inheritdoc />
    public override Task<ListTerritoriesResponse> ListTerritories(ListTerritoriesRequest request, ServerCallContext context)
    {
        var unknown = request.DepartmentCode.Length != 0 && TerritoryCatalogue.Paraguay.FindDepartment(request.DepartmentCode) is null
            ? [new ProblemField("department_code", "no es el código INE de un departamento")]
            : Array.Empty<ProblemField>();
        Refuse([.. PageViolations(request.PageSize), .. unknown]);
        var size = request.PageSize == 0 ? DefaultTerritories : Math.Min(request.PageSize, LargestPage);
        var found = territory.Book.On(AgreementCalendar.Today(time))
            .Where(t => string.CompareOrdinal(t.Code, request.PageToken) > 0
                && (request.Level == TerritorialLevel.Unspecified || t.Level == request.Level)
                && (request.DepartmentCode.Length == 0 || t.DepartmentCode == request.DepartmentCode))
            .Take(size + 1).ToList();
        var response = new ListTerritoriesResponse { Territories = { found.Take(size) } };
        if (found.Count > size)
            response.NextPageToken = found[size - 1].Code;
        return Task.FromResult(response);
    }

    /// <inheritdoc />
    public override Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context)
    {
        Refuse(RequiredViolations(request.TerritoryCode, "territory_code"));
        if (TerritoryViolations(request.TerritoryCode, "").Count != 0)
            throw new ProblemException(Problems.TerritoryNotFound);
        return Task.FromResult(new GetCoverageResponse
        {
            Coverage = { catalogue.Index.Coverage(request.TerritoryCode, AgreementCalendar.Today(time), time.GetUtcNow()) },
        });
    }

    private static string Caller(ServerCallContext context) =>
        context.GetHttpContext().Features.GetRequiredFeature<MethodGrant>().Agreement.Parties.Consumer;

    private static ServiceOffering Stored(ServiceChange change) => change.Stored ?? throw new ProblemException(Problems.Of(change));

    private ServiceOffering Shown(ServiceOffering service)
    {
        if (service.Availability is { } report)
            report.Stale = AvailabilityRules.IsStale(service, time.GetUtcNow());
        return service;
    }
}

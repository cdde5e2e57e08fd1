namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Exchange.V1;
using Vamos.ServiceNetwork.V1;

public sealed class ScriptedBeneficiaryService(HubScript script) : BeneficiaryService.BeneficiaryServiceBase
{
    public override async Task<GetBeneficiaryResponse> GetBeneficiary(GetBeneficiaryRequest request, ServerCallContext context) =>
        new() { Beneficiary = await script.Lookup(request, context, script.Note(request, context)) };

    public override async Task WatchBeneficiaries(
        WatchBeneficiariesRequest request, IServerStreamWriter<WatchBeneficiariesResponse> responseStream, ServerCallContext context)
    {
        var number = script.Note(request.Clone(), context);
        if (script.Watch is { } watch)
        {
            await watch(request, responseStream, number);
            return;
        }

        await responseStream.WriteAsync(new WatchBeneficiariesResponse { Institution = "mds" });
        script.Other(number);
    }

    public override Task<FindIncompatibilitiesResponse> FindIncompatibilities(FindIncompatibilitiesRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Incompatibilities(request));
    }
}

public sealed class ScriptedServiceNetwork(HubScript script) : ServiceNetworkService.ServiceNetworkServiceBase
{
    public override Task<ReportAvailabilityResponse> ReportAvailability(ReportAvailabilityRequest request, ServerCallContext context)
    {
        script.Other(script.Note(request, context));
        return Task.FromResult((ReportAvailabilityResponse?)script.Network(request) ?? new ReportAvailabilityResponse());
    }

    public override Task<ListServicesResponse> ListServices(ListServicesRequest request, ServerCallContext context) =>
        Answer<ListServicesResponse>(request.Clone(), context);

    public override Task<GetServiceResponse> GetService(GetServiceRequest request, ServerCallContext context) => Answer<GetServiceResponse>(request, context);

    public override Task<UpsertServiceResponse> UpsertService(UpsertServiceRequest request, ServerCallContext context) =>
        Answer<UpsertServiceResponse>(request, context);

    public override Task<SearchServicesResponse> SearchServices(SearchServicesRequest request, ServerCallContext context) =>
        Answer<SearchServicesResponse>(request, context);

    public override Task<ListTerritoriesResponse> ListTerritories(ListTerritoriesRequest request, ServerCallContext context) =>
        Answer<ListTerritoriesResponse>(request.Clone(), context);

    public override Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context) => Answer<GetCoverageResponse>(request, context);

    private Task<T> Answer<T>(object request, ServerCallContext context) where T : class, new()
    {
        script.Note(request, context);
        return Task.FromResult((T?)script.Network(request) ?? new T());
    }
}

public sealed class ScriptedExchangeService(HubScript script) : ExchangeService.ExchangeServiceBase
{
    public override Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new GetReceiptResponse { Receipt = script.Receipt(request) });
    }

    public override Task<ListAccessesResponse> ListAccesses(ListAccessesRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Accesses(request));
    }

    public override async Task WatchExchanges(
        WatchExchangesRequest request, IServerStreamWriter<WatchExchangesResponse> responseStream, ServerCallContext context)
    {
        var number = script.Note(request.Clone(), context);
        await context.WriteResponseHeadersAsync([]);
        await script.Exchanges(request, responseStream, context, number);
    }

    public override Task<ListExchangesResponse> ListExchanges(ListExchangesRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.PastExchanges(request));
    }

    public override Task<GetTrafficSummaryResponse> GetTrafficSummary(GetTrafficSummaryRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Traffic(request));
    }

    public override Task<ListSourcesResponse> ListSources(ListSourcesRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Sources());
    }
}

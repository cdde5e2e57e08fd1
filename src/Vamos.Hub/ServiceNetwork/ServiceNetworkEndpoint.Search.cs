namespace Vamos.Hub.ServiceNetwork;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hub.ServiceNetwork.Search;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;

/// <content>The search.</content>
public sealed partial class ServiceNetworkEndpoint
{
    /// <inheritdoc />
    public override Task<SearchServicesResponse> SearchServices(SearchServicesRequest request, ServerCallContext context)
    {
        var after = default(RankedAt);
        var strange = request.PageToken.Length != 0 && !SearchPosition.TryRead(request, out after)
            ? [new ProblemField("page_token", "no pertenece a esta búsqueda")]
            : Array.Empty<ProblemField>();
        Refuse([.. SearchViolations(request), .. strange]);
        var page = finder.Find(request, request.PageToken.Length == 0 ? null : after, null);
        var response = new SearchServicesResponse { Matches = { page.Matches } };
        if (page.Next is { } next)
            response.NextPageToken = SearchPosition.Write(request, next);
        return Task.FromResult(response);
    }
}

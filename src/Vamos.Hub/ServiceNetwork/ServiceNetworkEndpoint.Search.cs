namespace Vamos.Hub.ServiceNetwork;

using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Caching;
using Vamos.Hub.ServiceNetwork.Search;
using Vamos.Network.Search;
using Vamos.ServiceNetwork.V1;
using Vamos.Trust.Agreements;

/// <content>The search.</content>
public sealed partial class ServiceNetworkEndpoint
{
    /// <inheritdoc />
    public override async Task<SearchServicesResponse> SearchServices(SearchServicesRequest request, ServerCallContext context)
    {
        var after = default(RankedAt);
        var strange = request.PageToken.Length != 0 && !SearchPosition.TryRead(request, out after)
            ? [new ProblemField("page_token", "no pertenece a esta búsqueda")]
            : Array.Empty<ProblemField>();
        Refuse([.. SearchViolations(request), .. strange]);

        var asked = request.NationalId is null ? null : await NeedsAsync(request, context);
        if (asked is { Needs: null })
            throw new ProblemException(Problems.PersonNotFound);
        var page = finder.Find(request, request.PageToken.Length == 0 ? null : after, asked?.Needs, NamesGaps(context));
        var response = new SearchServicesResponse { Matches = { page.Matches }, Sources = { asked?.Sources ?? [] } };
        if (page.Next is { } next)
            response.NextPageToken = SearchPosition.Write(request, next);
        return response;
    }

    // a mask cannot look into a sentence
    private static bool NamesGaps(ServerCallContext context) =>
        context.GetHttpContext().Features.GetRequiredFeature<MethodGrant>().Fields.Within("matches")?.TopFields.Contains("closed_gaps") == true;

    private async Task<PersonNeedsOutcome> NeedsAsync(SearchServicesRequest request, ServerCallContext context)
    {
        var features = context.GetHttpContext().Features;
        var grant = features.GetRequiredFeature<MethodGrant>();
        var left = context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
        var question = new NeedsQuestion(AgreementCalendar.Today(time), grant.Providers, CacheDemand.Within(grant.MaxStaleness, null), left);
        var asked = await needs.FindAsync(request.NationalId.Canonical(), question, request.DistrictCode.Length != 0, context.CancellationToken);
        features.Set(asked.Trace);
        // the household's members are looked at, too, and each may ask who did
        features.Set<IReadOnlyCollection<NationalId>>(asked.People);
        return asked;
    }
}

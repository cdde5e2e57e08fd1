namespace Vamos.Hub.Fips;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Configuration;
using Vamos.Hub.Fips.Store;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Fields;

/// <summary>FipsService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed partial class FipsEndpoint(
    FormRegistry registry,
    FormListing listing,
    FormImport import,
    FormWatch watch,
    HouseholdProtection protection,
    HubSettings settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : FipsService.FipsServiceBase
{
    private const int DefaultPage = 50;
    private const int LargestPage = 500;

    /// <inheritdoc />
    public override Task<ValidateFormResponse> ValidateForm(ValidateFormRequest request, ServerCallContext context)
    {
        Refuse(FormRequests.Required(request.Form));
        var (violations, index) = registry.Check(request.Form);
        return Task.FromResult(new ValidateFormResponse { Violations = { violations }, QualityOfLifeIndex = index });
    }

    /// <inheritdoc />
    public override async Task<SubmitFormResponse> SubmitForm(SubmitFormRequest request, ServerCallContext context)
    {
        Refuse([.. FormRequests.Required(request.Form), .. FormRequests.RequestId(request.RequestId)]);
        // The request is recorded as it came, so the registry gets a form of its own.
        var submitted = await Stored(() => registry.SubmitAsync(request.Form.Clone(), request.RequestId, By(context), context.CancellationToken));
        if (submitted.Outcome is not { } outcome)
            throw new ProblemException(FormProblems.BreaksRules(submitted.Violations));
        if (FormProblems.Of(outcome) is { } problem)
            throw new ProblemException(problem);
        var form = submitted.Form ?? throw new ProblemException(FormProblems.NotFound);
        Name(context, form);
        return new SubmitFormResponse { Form = form, Warnings = { submitted.Violations } };
    }

    /// <inheritdoc />
    public override async Task<GetFormResponse> GetForm(GetFormRequest request, ServerCallContext context)
    {
        Refuse([.. FormRequests.FormId(request.FormId), .. FormRequests.Version(request.Version), .. FormRequests.Mask(request.ReadMask)]);
        var form = await Stored(() => registry.FindAsync(request.FormId, request.Version, context.CancellationToken));
        return new GetFormResponse { Form = Told(form, FormRequests.Wanted(request.ReadMask), context) };
    }

    /// <inheritdoc />
    public override async Task<GetPersonFormResponse> GetPersonForm(GetPersonFormRequest request, ServerCallContext context)
    {
        Refuse([.. FormRequests.Person(request.NationalId), .. FormRequests.Mask(request.ReadMask)]);
        var form = await Stored(() => registry.HouseholdOfAsync(request.NationalId, context.CancellationToken));
        return new GetPersonFormResponse { Form = Told(form, FormRequests.Wanted(request.ReadMask), context) };
    }

    /// <inheritdoc />
    public override async Task<ListFormsResponse> ListForms(ListFormsRequest request, ServerCallContext context)
    {
        Refuse(
        [
            .. FormRequests.Territory(request.TerritoryCode), .. FormRequests.PageSize(request.PageSize),
            .. FormRequests.Time(request.UpdatedSince, "updated_since"), .. FormRequests.Mask(request.ReadMask),
        ]);
        var size = request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage);
        var since = request.UpdatedSince?.ToDateTimeOffset();
        var page = await Stored(() => listing.PageAsync(request.TerritoryCode, since, size, request.PageToken, context.CancellationToken));
        if (page is null)
            throw new ProblemException(FormProblems.MalformedPageToken);
        Name(context, [.. page.Forms]);
        var wanted = FormRequests.Wanted(request.ReadMask);
        foreach (var form in page.Forms)
            wanted?.Apply(form);
        return new ListFormsResponse { Forms = { page.Forms }, NextPageToken = page.NextPageToken };
    }

    /// <inheritdoc />
    public override async Task<ImportFormsResponse> ImportForms(IAsyncStreamReader<ImportFormsRequest> requestStream, ServerCallContext context)
    {
        var record = context.GetHttpContext().Features.GetRequiredFeature<Func<IReadOnlyList<IMessage>, Task>>();
        var tally = new ImportTally();
        await Stored(async () =>
        {
            await import.RunAsync(NextAsync, record, tally.Add, By(context), context.CancellationToken);
            return true;
        });
        return tally.Response();

        async Task<ImportFormsRequest?> NextAsync(CancellationToken cancellation)
        {
            while (await requestStream.MoveNext(cancellation))
            {
                if (FormRequests.ToImport(requestStream.Current) is not { Count: not 0 } flaws)
                    return requestStream.Current;
                tally.Refuse(requestStream.Current.CorrelationId, Problem.InvalidRequest(flaws));
            }

            return null;
        }
    }

    /// <inheritdoc />
    public override async Task WatchForms(WatchFormsRequest request, IServerStreamWriter<WatchFormsResponse> responseStream, ServerCallContext context)
    {
        Refuse([.. FormRequests.Territory(request.TerritoryCode), .. FormRequests.Mask(request.ReadMask)]);
        var features = context.GetHttpContext().Features;
        var agreement = features.GetRequiredFeature<Func<MethodGrant>>();
        var people = features.GetRequiredFeature<ConditionalWeakTable<IMessage, IReadOnlyCollection<NationalId>>>();
        var (position, isKnown) = await Stored(() => watch.BeginAsync(request.ResumeToken, context.CancellationToken))
            ?? throw new ProblemException(FormProblems.MalformedResumeToken);
        if (!isKnown)
            throw new ProblemException(FormProblems.ExpiredResumeToken);
        if (!watch.TryJoin())
            throw new ProblemException(FormProblems.TooManyWatchers);
        var wanted = FormRequests.Wanted(request.ReadMask);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // The caller is told at once that the stream is open; the first form may be hours away.
            await context.WriteResponseHeadersAsync([]);
            await Stored(async () =>
            {
                await foreach (var told in watch.FollowAsync(position, request.TerritoryCode, () => agreement(), ends.Token))
                {
                    people.Add(told, [.. PeopleList.Of(told.Form)]);
                    wanted?.Apply(told.Form);
                    await responseStream.WriteAsync(told);
                }

                return true;
            });
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(FormProblems.Stopping);
        }
        finally
        {
            watch.Leave();
        }
    }

    private static IntegratedProtectionForm Told(IntegratedProtectionForm? form, FieldGrant? wanted, ServerCallContext context)
    {
        if (form is null)
            throw new ProblemException(FormProblems.NotFound);
        Name(context, form);
        wanted?.Apply(form);
        return form;
    }

    // whoever asks who saw the own data must find this exchange, whatever of the form is given out
    private static void Name(ServerCallContext context, params IntegratedProtectionForm[] forms) =>
        context.GetHttpContext().Features.Set<IReadOnlyCollection<NationalId>>([.. forms.SelectMany(PeopleList.Of)]);

    private static Submission By(ServerCallContext context)
    {
        var agreement = context.GetHttpContext().Features.GetRequiredFeature<MethodGrant>().Agreement;
        return FormRequests.By(agreement.Parties.Consumer, agreement.Id, context);
    }

    private static async Task<T> Stored<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            throw new ProblemException(FormProblems.Unavailable);
        }
    }

    private static void Refuse(IReadOnlyList<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(flaws));
    }
}

namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;
using Vamos.Fips.V1;

public sealed class ScriptedFipsService(HubScript script) : FipsService.FipsServiceBase
{
    public override Task<ValidateFormResponse> ValidateForm(ValidateFormRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Forms.Validation(request));
    }

    public override Task<SubmitFormResponse> SubmitForm(SubmitFormRequest request, ServerCallContext context) =>
        Task.FromResult(script.Forms.Submission(request, script.Note(request, context)));

    public override Task<GetFormResponse> GetForm(GetFormRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new GetFormResponse { Form = script.Forms.Form(request) });
    }

    public override Task<GetPersonFormResponse> GetPersonForm(GetPersonFormRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new GetPersonFormResponse { Form = script.Forms.PersonForm(request) });
    }

    public override Task<ListFormsResponse> ListForms(ListFormsRequest request, ServerCallContext context)
    {
        script.Note(request.Clone(), context);
        return Task.FromResult(script.Forms.List(request));
    }

    public override Task<ImportFormsResponse> ImportForms(IAsyncStreamReader<ImportFormsRequest> requestStream, ServerCallContext context) =>
        script.Forms.Import(requestStream, context, script.Note(new ImportFormsRequest(), context));

    public override Task WatchForms(WatchFormsRequest request, IServerStreamWriter<WatchFormsResponse> responseStream, ServerCallContext context) =>
        script.Forms.Watch(request, responseStream, script.Note(request.Clone(), context));

    public override Task<GetProtectionStatusResponse> GetProtectionStatus(GetProtectionStatusRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new GetProtectionStatusResponse { Status = script.Forms.Protection(request) });
    }
}

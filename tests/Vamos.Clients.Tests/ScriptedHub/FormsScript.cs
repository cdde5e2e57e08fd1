namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;
using Vamos.Fips.V1;

/// <summary>What the scripted hub answers about forms. Numbers are those of the calls, counted from 1.</summary>
public sealed class FormsScript
{
    public Func<ValidateFormRequest, ValidateFormResponse> Validation { get; set; } = _ => new ValidateFormResponse();

    public Func<SubmitFormRequest, int, SubmitFormResponse> Submission { get; set; } = (request, _) => new SubmitFormResponse { Form = request.Form };

    public Func<GetFormRequest, IntegratedProtectionForm> Form { get; set; } = _ => new IntegratedProtectionForm();

    public Func<GetPersonFormRequest, IntegratedProtectionForm> PersonForm { get; set; } = _ => new IntegratedProtectionForm();

    public Func<ListFormsRequest, ListFormsResponse> List { get; set; } = _ => new ListFormsResponse();

    /// <summary>Takes a stream of forms; stores all of them when the test says nothing.</summary>
    public Func<IAsyncStreamReader<ImportFormsRequest>, ServerCallContext, int, Task<ImportFormsResponse>> Import { get; set; } =
        async (forms, _, _) => new ImportFormsResponse { StoredCount = await forms.ReadAllAsync().CountAsync() };

    public Func<WatchFormsRequest, IServerStreamWriter<WatchFormsResponse>, int, Task> Watch { get; set; } = (_, _, _) => Task.CompletedTask;

    public Func<GetProtectionStatusRequest, ProtectionStatus> Protection { get; set; } = _ => new ProtectionStatus();
}

namespace Vamos.Clients.Fips;

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Fips.V1;

/// <summary>The registry of integrated household forms (FIPS).</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class FormsClient(VamosConnection connection)
{
    private const int PageSize = 200;

    private readonly FipsService.FipsServiceClient _stub = new(connection.CallInvoker);

    /// <summary>Has a form checked by the published rules, without storing it.</summary>
    /// <param name="form">The form.</param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up, here and at the hub.</param>
    /// <exception cref="AccessDeniedException">The hub does not let us do this.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered, or that kept it from answering.</exception>
    public async Task<FormFindings> ValidateAsync(
        IntegratedProtectionForm form, FormOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var response = await _stub.ValidateFormAsync(
            new ValidateFormRequest { Form = form }, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        return new FormFindings(response.Violations, response.QualityOfLifeIndex);
    }

    /// <summary>Stores a form, or a new version of one. It is durable when this returns.</summary>
    /// <param name="form">The form; a new version has the <c>form_id</c> and the <c>version</c> that the change was made from.</param>
    /// <param name="requestId">
    /// Our identifier of this request. The same one again, after a failure that leaves open what became of it, or from another process, returns the first
    /// answer. Null makes one for this call, so that its own retries are safe.
    /// </param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="InvalidRequestException">The form breaks rules; <see cref="VamosException.Fields"/> has every violation.</exception>
    /// <exception cref="ChangedMeanwhileException">The version is not the latest: somebody else has stored a newer one.</exception>
    /// <exception cref="AccessDeniedException">The hub does not let us do this.</exception>
    /// <exception cref="HubDeadlineException">The time was up; whether the form is stored is not known.</exception>
    /// <exception cref="HubUnavailableException">The hub could not be reached, or could not take the call.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    public async Task<StoredForm> SubmitAsync(
        IntegratedProtectionForm form, string? requestId = null, FormOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var request = new SubmitFormRequest { Form = form, RequestId = requestId ?? Guid.NewGuid().ToString("N") };
        using var call = _stub.SubmitFormAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        var response = await call;
        return new StoredForm(response.Form ?? new IntegratedProtectionForm(), response.Warnings, ExchangeOf(call));
    }

    /// <summary>One form by its identifier.</summary>
    /// <param name="formId">The form.</param>
    /// <param name="version">The version; 0 for the latest.</param>
    /// <param name="readMask">Fields that are wanted; null asks for all that the agreement grants.</param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">There is no such form (<c>NOT_FOUND</c>), or anything else that the hub answered.</exception>
    public async Task<FormAnswer> GetAsync(
        string formId, long version = 0, FieldMask? readMask = null, FormOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(formId);
        var request = new GetFormRequest { FormId = formId, Version = version, ReadMask = readMask };
        using var call = _stub.GetFormAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        return new FormAnswer((await call).Form ?? new IntegratedProtectionForm(), ExchangeOf(call));
    }

    /// <summary>The household that a person belongs to, as all its forms together show it.</summary>
    /// <param name="id">The person.</param>
    /// <param name="readMask">Fields that are wanted; null asks for all that the agreement grants.</param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">No form names the person (<c>NOT_FOUND</c>), or anything else that the hub answered.</exception>
    public async Task<FormAnswer> GetOfPersonAsync(
        NationalId id, FieldMask? readMask = null, FormOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new GetPersonFormRequest { NationalId = id, ReadMask = readMask };
        using var call = _stub.GetPersonFormAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        return new FormAnswer((await call).Form ?? new IntegratedProtectionForm(), ExchangeOf(call));
    }

    /// <summary>Forms by territory and time of change, the oldest change first. Pages are fetched as they are read; a deadline is for each page.</summary>
    /// <param name="options">Which forms.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="VamosException">Anything that the hub answered instead.</exception>
    public async IAsyncEnumerable<IntegratedProtectionForm> ListAsync(
        FormListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListFormsRequest
        {
            TerritoryCode = options?.TerritoryCode ?? "",
            UpdatedSince = options?.UpdatedSince is { } since ? Timestamp.FromDateTimeOffset(since) : null,
            ReadMask = options?.ReadMask,
            PageSize = PageSize,
        };
        do
        {
            var page = await _stub.ListFormsAsync(request, connection.OptionsOf(options?.Declaration, null, cancellationToken));
            foreach (var form in page.Forms)
                yield return form;
            // a token that does not move would be read for ever
            request.PageToken = page.NextPageToken == request.PageToken ? "" : page.NextPageToken;
        }
        while (request.PageToken.Length != 0);
    }

    /// <summary>
    /// Stores many forms; one that is refused does not end it. They are sent in portions, and a portion whose stream breaks is sent again: the request
    /// ids make that harmless. What is told of a portion is certain.
    /// </summary>
    /// <param name="forms">The forms; read no faster than the hub takes them.</param>
    /// <param name="declaration">Purpose, case and user; null for the connection's.</param>
    /// <param name="cancellationToken">Gives the import up; what was told is stored.</param>
    /// <returns>Each portion as the hub has answered for it, in order.</returns>
    /// <exception cref="HubUnavailableException">The hub could not be reached, again and again.</exception>
    /// <exception cref="VamosException">The hub refused the import.</exception>
    public IAsyncEnumerable<ImportedPortion> ImportAsync(
        IAsyncEnumerable<FormToImport> forms, CallDeclaration? declaration = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(forms);
        return new FormImport(_stub, connection, forms, declaration).RunAsync(cancellationToken);
    }

    /// <summary>
    /// Tells forms as they are stored, for as long as it is listened to. When the stream breaks it is opened again behind the last form that was dealt
    /// with. Keep <see cref="WatchFormsResponse.ResumeToken"/> with what you did about a form, and begin with it the next time: nothing is missing, and
    /// nothing comes twice but what you had not kept. Before the first form there is no token yet: what is stored while the stream is broken then is
    /// not told.
    /// </summary>
    /// <param name="options">Where to go on, and what is of interest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubUnavailableException">The hub could not be reached to begin with.</exception>
    /// <exception cref="VamosException">
    /// The hub refuses the stream, or goes on with it no longer; with <see cref="ErrorReasons.ResumeTokenExpired"/> when it does not know the token.
    /// </exception>
    public IAsyncEnumerable<WatchFormsResponse> WatchAsync(FormWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = options ?? new FormWatchOptions();
        return new ResumedStream<WatchFormsResponse>(
            connection,
            (place, cancellation) => _stub.WatchForms(
                new WatchFormsRequest { ResumeToken = place, TerritoryCode = wanted.TerritoryCode, ReadMask = wanted.ReadMask },
                connection.OptionsOf(wanted.Declaration, null, cancellation)),
            stored => stored.ResumeToken,
            wanted.Opened).RunAsync(wanted.ResumeToken, cancellationToken);
    }

    /// <summary>What a person and the household are protected by, and where the gaps are.</summary>
    /// <param name="id">The person.</param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="PersonNotFoundException">Every institution answered, and none knows the person.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    public Task<ProtectionAnswer> GetProtectionStatusAsync(
        NationalId id, FormOptions? options = null, CancellationToken cancellationToken = default) =>
        ProtectionAsync(new GetProtectionStatusRequest { NationalId = id }, options, cancellationToken);

    /// <summary>What a household and its members are protected by, and where the gaps are.</summary>
    /// <param name="householdId">The household.</param>
    /// <param name="options">What is particular about this call.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">There is no such household (<c>NOT_FOUND</c>), or anything else that the hub answered.</exception>
    public Task<ProtectionAnswer> GetProtectionStatusAsync(
        string householdId, FormOptions? options = null, CancellationToken cancellationToken = default) =>
        ProtectionAsync(new GetProtectionStatusRequest { HouseholdId = householdId }, options, cancellationToken);

    private async Task<ProtectionAnswer> ProtectionAsync(GetProtectionStatusRequest request, FormOptions? options, CancellationToken cancellation)
    {
        using var call = _stub.GetProtectionStatusAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellation));
        return new ProtectionAnswer((await call).Status ?? new ProtectionStatus(), ExchangeOf(call));
    }

    private static string ExchangeOf<T>(AsyncUnaryCall<T> call) => call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId) ?? "";
}

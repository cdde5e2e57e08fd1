namespace Vamos.Clients.Beneficiaries;

using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;

/// <summary>Looks people up across all institutions.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class BeneficiaryClient(VamosConnection connection)
{
    private readonly BeneficiaryService.BeneficiaryServiceClient _stub = new(connection.CallInvoker);

    /// <summary>
    /// Asks every institution that can answer what it knows of a person. When some do not answer, the answer holds what the
    /// others said and names those that are missing.
    /// </summary>
    /// <param name="id">The identity document. <see cref="NationalId.TryParse"/> reads one as people write it.</param>
    /// <param name="options">What is particular about this lookup.</param>
    /// <param name="cancellationToken">Gives the lookup up, here and at the hub.</param>
    /// <exception cref="PersonNotFoundException">Every institution answered, and none knows the person.</exception>
    /// <exception cref="InvalidRequestException">Fields of the request break rules; names them all.</exception>
    /// <exception cref="AccessDeniedException">The hub does not let us do this.</exception>
    /// <exception cref="HubDeadlineException">The time was up before the answer was ready.</exception>
    /// <exception cref="HubUnavailableException">The hub could not be reached, or could not take the call.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BeneficiaryAnswer> GetAsync(NationalId id, LookupOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new GetBeneficiaryRequest
        {
            NationalId = id,
            ReadMask = options?.ReadMask,
            MaxAge = options?.MaxAge is { } age ? Duration.FromTimeSpan(age) : null,
        };
        using var call = _stub.GetBeneficiaryAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        var response = await call;
        return new BeneficiaryAnswer(response.Beneficiary ?? new Beneficiary(), call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId) ?? "");
    }

    /// <summary>Looks for benefits of a person that may not be held together, by the published rules.</summary>
    /// <param name="id">The identity document.</param>
    /// <param name="options">What is particular about this search.</param>
    /// <param name="cancellationToken">Gives it up, here and at the hub.</param>
    /// <exception cref="PersonNotFoundException">Every institution answered, and none knows the person.</exception>
    /// <exception cref="VamosException">As for <see cref="GetAsync"/>.</exception>
    public async Task<IncompatibilityAnswer> FindIncompatibilitiesAsync(
        NationalId id, IncompatibilityOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new FindIncompatibilitiesRequest { NationalId = id, AsOf = options?.AsOf };
        using var call = _stub.FindIncompatibilitiesAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        var response = await call;
        return new IncompatibilityAnswer(
            response.Incompatibilities, response.Sources, call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId) ?? "");
    }

    /// <summary>
    /// Tells what changes about people, for as long as it is listened to. When the stream breaks it is opened again behind the last change that was
    /// dealt with: none is missing, one may come twice. Keep <see cref="WatchBeneficiariesResponse.ResumeToken"/> with what you did about a change, and
    /// begin with it the next time. Before the first change there is no token yet: what changes while the stream is broken then is not told.
    /// </summary>
    /// <param name="options">Where to go on, and what is of interest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubUnavailableException">The hub could not be reached to begin with.</exception>
    /// <exception cref="VamosException">
    /// The hub refuses the stream, or goes on with it no longer; with <see cref="ErrorReasons.ResumeTokenExpired"/> when what came behind the token is no
    /// longer known.
    /// </exception>
    public IAsyncEnumerable<WatchBeneficiariesResponse> WatchAsync(WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = options ?? new WatchOptions();
        return new ResumedStream<WatchBeneficiariesResponse>(
            connection,
            (place, cancellation) => _stub.WatchBeneficiaries(
                new WatchBeneficiariesRequest { ResumeToken = place, Kinds = { wanted.Kinds } }, connection.OptionsOf(wanted.Declaration, null, cancellation)),
            change => change.ResumeToken,
            wanted.Opened).RunAsync(wanted.ResumeToken, cancellationToken);
    }
}

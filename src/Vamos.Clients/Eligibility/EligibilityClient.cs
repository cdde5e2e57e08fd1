namespace Vamos.Clients.Eligibility;

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;
using Vamos.Eligibility.V1;

/// <summary>Asks for decisions by the published rules of programmes.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class EligibilityClient(VamosConnection connection)
{
    private readonly EligibilityService.EligibilityServiceClient _stub = new(connection.CallInvoker);

    /// <summary>Has one person judged by one programme.</summary>
    /// <param name="id">The identity document.</param>
    /// <param name="programme">Code of the programme. Example: <c>pension-universal</c>.</param>
    /// <param name="options">What is particular about this check.</param>
    /// <param name="cancellationToken">Gives the check up, here and at the hub.</param>
    /// <exception cref="InvalidRequestException">Fields of the request break rules; names them all.</exception>
    /// <exception cref="AccessDeniedException">The hub does not let us do this.</exception>
    /// <exception cref="HubDeadlineException">The time was up before the answer was ready.</exception>
    /// <exception cref="HubUnavailableException">The hub could not be reached, or could not take the call.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered, for example that it knows no such programme.</exception>
    public async Task<EligibilityAnswer> CheckAsync(
        NationalId id, string programme, CheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new CheckEligibilityRequest
        {
            NationalId = id,
            ProgrammeCode = programme,
            AsOf = options?.AsOf,
            MaxAge = options?.MaxAge is { } age ? Duration.FromTimeSpan(age) : null,
            View = options?.View ?? DecisionView.Verdict,
        };
        using var call = _stub.CheckEligibilityAsync(request, connection.OptionsOf(options?.Declaration, options?.Deadline, cancellationToken));
        var response = await call;
        return new EligibilityAnswer(response.Decision ?? new EligibilityDecision(), call.GetTrailers().GetValue(ExchangeMetadata.ExchangeId) ?? "");
    }

    /// <summary>
    /// Has many people judged over one stream. Answers come as they are ready. When the stream breaks it is opened again, and what was not answered
    /// is asked again: every person is answered once.
    /// </summary>
    /// <param name="people">The people; read no faster than the hub takes them.</param>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="options">What is particular about this batch.</param>
    /// <param name="cancellationToken">Gives the batch up.</param>
    /// <exception cref="HubUnavailableException">The hub could not be reached, again and again.</exception>
    /// <exception cref="VamosException">The hub refused the batch.</exception>
    public async IAsyncEnumerable<BatchAnswer> CheckManyAsync(
        IAsyncEnumerable<NationalId> people,
        string programme,
        CheckOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var batch = new EligibilityBatch(_stub, connection, people, programme, options ?? new CheckOptions());
        await foreach (var answer in batch.RunAsync(cancellationToken))
            yield return answer;
    }

    /// <summary>The programmes whose rules the hub knows, in force on a day.</summary>
    /// <param name="asOf">The day; null means today.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async Task<IReadOnlyList<Programme>> ListProgrammesAsync(Date? asOf = null, CancellationToken cancellationToken = default)
    {
        var programmes = new List<Programme>();
        var page = new ListProgrammesResponse();
        do
        {
            page = await _stub.ListProgrammesAsync(
                new ListProgrammesRequest { AsOf = asOf, PageToken = page.NextPageToken }, connection.OptionsOf(null, null, cancellationToken));
            programmes.AddRange(page.Programmes);
        }
        while (page.NextPageToken.Length != 0);
        return programmes;
    }
}

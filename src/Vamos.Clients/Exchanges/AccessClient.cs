namespace Vamos.Clients.Exchanges;

using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

/// <summary>Reads from the log who saw a person's data, for the answer that the law gives the person concerned.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class AccessClient(VamosConnection connection)
{
    private readonly ExchangeService.ExchangeServiceClient _stub = new(connection.CallInvoker);

    /// <summary>
    /// The exchanges about a person, the latest first, refused ones among them. Pages are fetched as they are read; a deadline
    /// is for each page.
    /// </summary>
    /// <param name="id">The person.</param>
    /// <param name="declaration">Purpose, case and user; null for the connection's. <see cref="Purpose.DataSubjectRequest"/> answers the person.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="AccessDeniedException">We have not the monitor role, or no agreement for this.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<ExchangeRecord> ListAsync(
        NationalId id, CallDeclaration? declaration = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ExchangePages.ReadAsync(
            async (token, given) =>
            {
                var request = new ListAccessesRequest { NationalId = id, PageSize = ExchangePages.Size, PageToken = token };
                var page = await _stub.ListAccessesAsync(request, connection.OptionsOf(declaration, null, given));
                return (page.Exchanges, page.NextPageToken);
            },
            cancellationToken);
    }
}

namespace Vamos.Clients.Exchanges;

using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;

/// <summary>Fetches the proofs of our own exchanges. Keep them: they are verified without the hub.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class ReceiptClient(VamosConnection connection)
{
    private readonly ExchangeService.ExchangeServiceClient _stub = new(connection.CallInvoker);

    /// <summary>
    /// The receipt of an exchange: its record, the proof that the record is in the log, and the signed checkpoint. Waits at the
    /// hub until the next checkpoint, a second or so after the exchange. Whether it is right is for
    /// <see cref="Verify"/> to say: the hub is not believed here.
    /// </summary>
    /// <param name="exchangeId">The exchange. Example: that of <see cref="Beneficiaries.BeneficiaryAnswer.ExchangeId"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">The hub has no such exchange of ours (<c>EXCHANGE_NOT_FOUND</c>), or anything else that it answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Receipt> GetAsync(string exchangeId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(exchangeId);
        var response = await _stub.GetReceiptAsync(
            new GetReceiptRequest { ExchangeId = exchangeId }, connection.OptionsOf(null, null, cancellationToken));
        return response.Receipt ?? new Receipt();
    }

    /// <summary>
    /// Verifies that a receipt is that of an exchange, and right: from the log's signature down to the record, and the messages where
    /// they were kept. Asks nobody.
    /// </summary>
    /// <param name="exchangeId">The exchange whose receipt it must be.</param>
    /// <param name="receipt">The receipt.</param>
    /// <param name="keys">The keys of the log that are trusted, by a way other than the hub.</param>
    /// <param name="kept">Messages that were kept; null for none.</param>
    /// <returns>The first thing that is wrong, or that nothing is.</returns>
    public static ReceiptFinding Verify(string exchangeId, Receipt receipt, IReadOnlyCollection<LogVerifierKey> keys, KeptPayload? kept = null)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(keys);
        var finding = ReceiptVerification.Verify(receipt, keys, kept);
        return finding is { Valid: true, Record: { } record } && record.ExchangeId != exchangeId
            ? new ReceiptFinding(
                TrustFault.ExchangeDiffers, $"The receipt is sound, but it is that of exchange {record.ExchangeId}, not of {exchangeId}.", record)
            : finding;
    }
}

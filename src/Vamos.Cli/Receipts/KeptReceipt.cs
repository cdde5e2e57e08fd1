namespace Vamos.Cli.Receipts;

using Vamos.Cli.CommandLine;
using Vamos.Clients;
using Vamos.Trust.Transparency;

/// <summary>Fetches the receipt of an answer that was printed already, and keeps it in a file.</summary>
internal static class KeptReceipt
{
    /// <exception cref="ReceiptMissingException">It could not be had or written.</exception>
    public static async Task SaveAsync(VamosConnection connection, string exchangeId, string file, TextWriter error, CancellationToken cancellation)
    {
        if (exchangeId.Length == 0)
            throw new ReceiptMissingException("There is no receipt: the hub did not name the exchange.");
        try
        {
            ReceiptFile.Write(file, await connection.Receipts.GetAsync(exchangeId, cancellation));
        }
        catch (Exception e) when (e is VamosException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ReceiptMissingException(
                $"The answer was printed, but there is no receipt in {file}: {e.Message} `vamos receipt get {exchangeId}` tries again.", e);
        }

        error.WriteLine($"The receipt is in {file}; `vamos receipt verify {file}` verifies it.");
    }
}

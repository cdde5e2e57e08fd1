namespace Vamos.Trust.Transparency;

using Google.Protobuf;
using Vamos.Exchange.V1;

/// <summary>Receipts in files, as the JSON form of the message.</summary>
public static class ReceiptFile
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>The receipt as text.</summary>
    public static string Format(Receipt receipt) => Formatter.Format(receipt) + "\n";

    /// <summary>Reads a receipt from its text.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Receipt Parse(string text)
    {
        try
        {
            return Receipt.Parser.ParseJson(text);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"This is not a receipt: {e.Message}", e);
        }
    }

    /// <summary>Writes a receipt to a file.</summary>
    public static void Write(string path, Receipt receipt) => File.WriteAllText(path, Format(receipt));

    /// <summary>Reads a receipt from a file.</summary>
    /// <exception cref="FormatException">The file holds none; the message says why.</exception>
    public static Receipt Read(string path) => Parse(File.ReadAllText(path));
}

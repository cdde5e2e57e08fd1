namespace Vamos.Trust.Agreements.Documents.Shapes;

using Vamos.Contracts.Exchange;

/// <summary>Words of documents that the contracts define.</summary>
internal static class ContractWords
{
    /// <summary>Purposes by name.</summary>
    public static IReadOnlyDictionary<string, object> Purposes { get; } =
        ExchangeMetadata.PurposeNames.ToDictionary(name => name, name => (object)ExchangeMetadata.PurposeOf(name));

    /// <summary>Texts that a list of the contracts names; empty when any text is accepted.</summary>
    public static IEnumerable<string> Of(KnownWords words) => words switch
    {
        KnownWords.Methods => ExchangedMethods.All.Select(m => m.ShortName).Concat(ExchangedMethods.All.Select(m => m.FullName)),
        _ => [],
    };
}

namespace Vamos.Trust.Agreements.Documents;

using Vamos.Contracts.Exchange;
using Vamos.Documents;

/// <summary>A key that holds purposes, by the names that the contracts give them.</summary>
internal sealed class PurposeKeyAttribute(string meaning) : DocumentKeyAttribute(meaning)
{
    private static readonly Dictionary<string, object> Purposes =
        ExchangeMetadata.PurposeNames.ToDictionary(name => name, name => (object)ExchangeMetadata.PurposeOf(name));

    public override IReadOnlyDictionary<string, object> Choices => Purposes;
}

/// <summary>A key that holds a method of the exchange, by its short or full name.</summary>
internal sealed class MethodKeyAttribute(string meaning) : DocumentKeyAttribute(meaning)
{
    public override IEnumerable<string> Words =>
        ExchangedMethods.All.Select(m => m.ShortName).Concat(ExchangedMethods.All.Select(m => m.FullName));
}

namespace Vamos.Contracts.Exchange;

using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Vamos.Exchange.V1;

/// <summary>Names in the metadata of a call, and the marks that the contracts put on their methods.</summary>
public static class ExchangeMetadata
{
    /// <summary>Request: why personal data is asked for, the name of a <see cref="Purpose"/>.</summary>
    public const string Purpose = "vamos-purpose";

    /// <summary>Request: the caller's file number.</summary>
    public const string CaseId = "vamos-case-id";

    /// <summary>Request: the end user, under a pseudonym of the caller.</summary>
    public const string User = "vamos-user";

    /// <summary>Response trailer: identifier of the exchange.</summary>
    public const string ExchangeId = "vamos-exchange-id";

    /// <summary>Response trailer: the receipt, a serialized <see cref="Receipt"/>.</summary>
    public const string Receipt = "vamos-receipt-bin";

    /// <summary>The purpose as it is sent: the name of the enum value in the contract.</summary>
    public static string NameOf(Purpose purpose) => PurposeDescriptor.FindValueByNumber((int)purpose)?.Name ?? "";

    /// <summary>The purpose of a name; unspecified when the contract has no such name.</summary>
    public static Purpose PurposeOf(string name) => Purposes.GetValueOrDefault(name);

    /// <summary>The names of all purposes that can be declared.</summary>
    public static IReadOnlyList<string> PurposeNames { get; } =
        PurposeDescriptor.Values.Where(v => v.Number != 0).Select(v => v.Name).ToArray();

    /// <summary>What the messages of a method hold. A method without a mark holds personal data.</summary>
    public static DataClass DataClassOf(MethodDescriptor method)
    {
        var marked = method.GetOptions()?.GetExtension(OptionsExtensions.DataClass) ?? DataClass.Unspecified;
        return marked == DataClass.Unspecified ? DataClass.Personal : marked;
    }

    private static FrozenDictionary<string, Purpose> Purposes { get; } =
        PurposeDescriptor.Values.ToFrozenDictionary(v => v.Name, v => (Purpose)v.Number, StringComparer.Ordinal);

    private static EnumDescriptor PurposeDescriptor => ExchangeReflection.Descriptor.EnumTypes.First(e => e.ClrType == typeof(Purpose));
}

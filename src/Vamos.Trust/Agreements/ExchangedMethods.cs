namespace Vamos.Trust.Agreements;

using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Exchange;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Referral.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>The methods that institutions call at the hub, and that agreements therefore grant.</summary>
public static class ExchangedMethods
{
    private static readonly ServiceDescriptor[] Services =
    [
        BeneficiaryService.Descriptor,
        EligibilityService.Descriptor,
        FipsService.Descriptor,
        ServiceNetworkService.Descriptor,
        ReferralService.Descriptor,
        ExchangeService.Descriptor,
    ];

    /// <summary>Every method, in the order of the contracts.</summary>
    public static IReadOnlyList<ExchangedMethod> All { get; } = [.. Services.SelectMany(s => s.Methods).Select(m => new ExchangedMethod(m))];

    private static readonly FrozenDictionary<string, ExchangedMethod> ByName = All
        .SelectMany(m => new[] { (m.ShortName, m), (m.FullName, m), (m.Path, m) })
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.m);

    /// <summary>The method of a short name, a full name or the path of a call; null when there is none.</summary>
    public static ExchangedMethod? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The methods that a hand may mean by a name: any of the names above, or the method alone.</summary>
    public static IReadOnlyList<ExchangedMethod> Meant(string name) => Find(name) is { } exact
        ? [exact]
        : [.. All.Where(m => string.Equals(m.Descriptor.Name, name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Names that resemble one that does not exist.</summary>
    internal static IEnumerable<string> Resembling(string name)
    {
        var method = name[(name.LastIndexOfAny(['/', '.']) + 1)..];
        return All.Where(m => string.Equals(m.Descriptor.Name, method, StringComparison.OrdinalIgnoreCase)).Select(m => m.ShortName);
    }
}

/// <summary>A method that agreements can grant.</summary>
public sealed class ExchangedMethod
{
    internal ExchangedMethod(MethodDescriptor descriptor)
    {
        Descriptor = descriptor;
        FullName = $"{descriptor.Service.FullName}/{descriptor.Name}";
        ShortName = $"{descriptor.Service.Name}/{descriptor.Name}";
        Path = "/" + FullName;
        DataClass = ExchangeMetadata.DataClassOf(descriptor);
        NamesProgramme = descriptor.InputType.FindFieldByName("programme_code") is not null;
    }

    /// <summary>The method in the contract.</summary>
    public MethodDescriptor Descriptor { get; }

    /// <summary>Example: <c>BeneficiaryService/GetBeneficiary</c>.</summary>
    public string ShortName { get; }

    /// <summary>Example: <c>vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary</c>.</summary>
    public string FullName { get; }

    /// <summary>Path of a call: the full name behind a slash.</summary>
    public string Path { get; }

    /// <summary>What its messages hold.</summary>
    public DataClass DataClass { get; }

    /// <summary>Whether its answers hold personal data, so that a purpose is needed.</summary>
    public bool IsPersonal => DataClass == DataClass.Personal;

    /// <summary>Whether its requests name a programme, so that an agreement's programmes bound it.</summary>
    public bool NamesProgramme { get; }
}

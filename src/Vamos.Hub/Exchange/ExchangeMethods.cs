namespace Vamos.Hub.Exchange;

using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>The methods that the hub offers and what their messages hold, read from the marks in the contracts.</summary>
public sealed class ExchangeMethods(IEnumerable<ServiceDescriptor> services)
{
    private const string Contracts = "vamos.";

    private readonly FrozenDictionary<string, DataClass> _classes = services
        .Where(service => service.FullName.StartsWith(Contracts, StringComparison.Ordinal))
        .SelectMany(service => service.Methods)
        .ToFrozenDictionary(method => $"/{method.Service.FullName}/{method.Name}", ExchangeMetadata.DataClassOf);

    /// <summary>
    /// What the messages of a method hold. The services that are not of these contracts, health and reflection, name nobody;
    /// a method of these contracts that is not known counts as personal.
    /// </summary>
    /// <param name="method">Path of the call. Example: <c>/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary</c>.</param>
    public DataClass DataClassOf(string method) =>
        _classes.TryGetValue(method, out var known) ? known
        : method.StartsWith("/grpc.", StringComparison.Ordinal) ? DataClass.Reference
        : DataClass.Personal;
}

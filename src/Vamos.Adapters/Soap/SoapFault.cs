namespace Vamos.Adapters.Soap;

/// <summary>
/// What a service says instead of an answer. Its words are not kept: services name people in them.
/// </summary>
/// <param name="Code">Local part of the fault code, as <c>Client</c>, <c>Server</c> or <c>FailedAuthentication</c>.</param>
/// <param name="Detail">What the service's own description of the fault has.</param>
public sealed record SoapFault(string Code, IReadOnlyList<SoapElement> Detail)
{
    private const int LongestCode = 64;

    // Fault codes of WS-Security 1.0, and those under which services that do not know them refuse a caller.
    private static readonly HashSet<string> OfAuthentication = new(StringComparer.OrdinalIgnoreCase)
    {
        "FailedAuthentication", "InvalidSecurity", "InvalidSecurityToken", "SecurityTokenUnavailable", "FailedCheck", "UnsupportedSecurityToken",
        "UnsupportedAlgorithm", "MessageExpired", "Client.Authentication", "Client.Security",
    };

    /// <summary>Whether it is the caller whom the service refuses, not the question.</summary>
    public bool IsOfAuthentication => OfAuthentication.Contains(Code);

    internal static SoapFault Of(SoapElement fault)
    {
        // SOAP 1.1 leaves the parts of a fault without a namespace; some services do not.
        SoapElement? Part(string name) => fault.Children.FirstOrDefault(child => child.Name == name);
        var code = Part("faultcode")?.Text.Trim() ?? "";
        return new SoapFault(code[(code.IndexOf(':') + 1)..], Part("detail")?.Children ?? []);
    }

    /// <summary>Whether the detail has an element of a name.</summary>
    public bool Has(string space, string name) => Detail.Any(element => element.Is(space, name));

    /// <summary>The failure that it is, where it is no answer.</summary>
    public LegacySystemException ToException(string operation) => new(IsOfAuthentication
        ? $"the service refuses the caller of {operation} ({Code}): user, password or the clock of this machine are not what it expects"
        : $"the service answered {operation} with the fault {NamedCode}");

    private string NamedCode => Code.Length is > 0 and <= LongestCode && Code.All(c => char.IsAsciiLetter(c) || c == '.') ? Code : "of an unknown code";
}

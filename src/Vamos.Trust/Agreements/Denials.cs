namespace Vamos.Trust.Agreements;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>What callers are told when an agreement does not cover them: about the agreement, never about a person.</summary>
internal static class Denials
{
    public static Problem UnknownInstitution(string consumer) => new(
        StatusCode.PermissionDenied,
        ErrorReasons.UnknownInstitution,
        $"The hub has no institution '{consumer}'. Its operator adds it to institutions.yaml.",
        $"La institución «{consumer}» no está registrada en el sistema de intercambio.")
    { Facts = Facts(consumer) };

    public static Problem NoAgreement(string consumer, string method) => new(
        StatusCode.PermissionDenied,
        ErrorReasons.NoAgreement,
        $"No agreement allows '{consumer}' to call {Short(method)}. An agreement must name the institution and the method.",
        $"Ningún convenio autoriza a la institución «{consumer}» a realizar esta operación.")
    { Facts = Facts(consumer, ("method", Short(method))) };

    public static Problem NotYetValid(string consumer, MethodGrant about)
    {
        var from = about.Agreement.Validity.From;
        return new(
            StatusCode.PermissionDenied,
            ErrorReasons.AgreementNotYetValid,
            $"The agreement {about.Agreement.Id} allows this from {from:yyyy-MM-dd} on.",
            $"El convenio {about.Agreement.Id} entra en vigencia el {from:dd/MM/yyyy}.")
        { Facts = Facts(consumer, ("agreement", about.Agreement.Id), ("valid_from", $"{from:yyyy-MM-dd}")) };
    }

    public static Problem Expired(string consumer, MethodGrant about)
    {
        var until = about.Agreement.Validity.Until;
        return new(
            StatusCode.PermissionDenied,
            ErrorReasons.AgreementExpired,
            $"The agreement {about.Agreement.Id} ended on {until:yyyy-MM-dd}. The parties must renew it.",
            $"El convenio {about.Agreement.Id} venció el {until:dd/MM/yyyy}. Las partes deben renovarlo.")
        { Facts = Facts(consumer, ("agreement", about.Agreement.Id), ("valid_until", $"{until:yyyy-MM-dd}")) };
    }

    public static Problem PurposeNotGranted(string consumer, Purpose purpose, IReadOnlyList<MethodGrant> grants, DateOnly today)
    {
        var current = grants.Where(g => g.Agreement.Validity.Includes(today)).ToList();
        var granted = string.Join(", ", current.SelectMany(g => g.Agreement.Purposes).Distinct().Select(ExchangeMetadata.NameOf));
        var agreements = string.Join(", ", current.Select(g => g.Agreement.Id));
        return new(
            StatusCode.PermissionDenied,
            ErrorReasons.PurposeNotGranted,
            $"No agreement allows '{consumer}' to call {grants[0].Method.ShortName} for {ExchangeMetadata.NameOf(purpose)}. Granted ({agreements}): {granted}.",
            "El convenio vigente no autoriza la finalidad declarada para esta operación.")
        {
            Facts = Facts(consumer, ("agreement", agreements), ("purposes_granted", granted)),
            Fields = [new ProblemField(ExchangeMetadata.Purpose, $"must be one of {granted}")],
        };
    }

    public static Problem ProgrammeNotGranted(string consumer, string programme, Purpose purpose, IReadOnlyList<MethodGrant> grants, DateOnly today)
    {
        var current = grants.Where(g => g.Agreement.Validity.Includes(today) && (!g.Method.IsPersonal || g.IsFor(purpose))).ToList();
        var granted = string.Join(", ", current.Select(g => g.ProgrammeNames));
        var agreements = string.Join(", ", current.Select(g => g.Agreement.Id));
        return new(
            StatusCode.PermissionDenied,
            ErrorReasons.ProgrammeNotGranted,
            $"No agreement allows '{consumer}' to ask {grants[0].Method.ShortName} about '{Shown(programme)}'. Granted ({agreements}): {granted}.",
            "El convenio vigente no comprende el programa consultado.")
        {
            Facts = Facts(consumer, ("agreement", agreements), ("programmes_granted", granted)),
            Fields = [new ProblemField("programme_code", $"must be one of {granted}")],
        };
    }

    // what the caller wrote comes back to the caller, but not without end
    private static string Shown(string programme) => programme.Length <= 64 ? programme : programme[..64] + "…";

    private static string Short(string method) => ExchangedMethods.Find(method)?.ShortName ?? method;

    private static Dictionary<string, string> Facts(string consumer, params ReadOnlySpan<(string Key, string Value)> facts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["institution"] = consumer };
        foreach (var (key, value) in facts)
            all[key] = value;
        return all;
    }
}

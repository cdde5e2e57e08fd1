namespace Vamos.Adapters.Health.Hl7.Store;

using System.Security.Cryptography;
using System.Text;
using Vamos.Adapter.V1;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;

/// <summary>A message that was set aside, as those are told who may not see the message.</summary>
internal static class SetAsideMessage
{
    private const int LongestKey = 50;
    private const string UnknownType = "HL7";

    /// <summary>The row for the list of what was set aside.</summary>
    public static SetAsideRow Row(string type, string controlId, Hl7Exception flaw)
    {
        var issue = Issue(type, controlId, flaw.Location?.ToString() ?? "", flaw.Reason);
        return new SetAsideRow(issue.RecordSource, issue.RecordKey, [issue]);
    }

    /// <summary>The issue for the answer about the person.</summary>
    public static RecordIssue Issue(string type, string controlId, string location, string reason) => new()
    {
        RecordSource = type.Length == 0 ? UnknownType : type,
        RecordKey = KeyOf(controlId),
        Field = location.Length == 0 ? "message" : location,
        Reason = reason,
        Kind = type.StartsWith("VXU", StringComparison.Ordinal) ? FactKind.Immunization : FactKind.Person,
    };

    // Control ids are numbers nearly always. What is none may be anything, a name too, and is told by its hash only.
    private static string KeyOf(string controlId) =>
        controlId.Length is > 0 and <= LongestKey && controlId.All(IsPlain) && controlId.Any(char.IsAsciiDigit)
            ? controlId
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(controlId)))[..16];

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or ':' or '/';
}

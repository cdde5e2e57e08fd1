namespace Vamos.Clients.Calls;

using Google.Protobuf;
using Grpc.Core;

/// <summary>
/// Tells which calls may be sent twice. The contracts name their methods by what they do: these verbs read and change nothing.
/// Whatever else carries a request id, by which the hub knows a repetition.
/// </summary>
internal static class SafeToRepeat
{
    private const string RequestId = "request_id";

    private static readonly string[] ReadingVerbs = ["Get", "List", "Search", "Find", "Check", "Validate", "Describe"];

    public static bool Allows(IMethod method, object request) =>
        method.Type == MethodType.Unary && (Reads(method.Name) || HasRequestId(request));

    public static bool Reads(string method) =>
        Array.Exists(ReadingVerbs, verb => method.StartsWith(verb, StringComparison.Ordinal) && IsWordEnd(method, verb.Length));

    private static bool IsWordEnd(string method, int at) => method.Length == at || char.IsAsciiLetterUpper(method[at]);

    private static bool HasRequestId(object request) =>
        request is IMessage message
        && message.Descriptor.FindFieldByName(RequestId) is { } field
        && field.Accessor.GetValue(message) is string { Length: > 0 };
}

namespace Vamos.Hub.Exchange;

using System.Buffers;
using Grpc.Core;
using Vamos.Contracts.Errors;

/// <summary>The metadata of a request, as far as the exchange looks at it.</summary>
internal static class CallHeaders
{
    private const int LongestName = 128;
    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The metadata. They are parsed when they are first asked for, and what gRPC does not allow is found only then.</summary>
    /// <exception cref="ProblemException">They are malformed.</exception>
    public static Metadata Require(ServerCallContext context)
    {
        try
        {
            return context.RequestHeaders;
        }
        catch (ArgumentException)
        {
            throw new ProblemException(Malformed);
        }
    }

    /// <summary>A text that the caller may send along; cut where it is longer than anybody needs.</summary>
    public static string Text(Metadata headers, string key) =>
        headers.GetValue(key) is { } text ? text[..Math.Min(text.Length, LongestName)] : "";

    /// <summary>The trace that the call belongs to (W3C <c>traceparent</c>), in hexadecimal; empty without one.</summary>
    public static string TraceId(Metadata headers) =>
        headers.GetValue("traceparent") is { Length: 55 } parent && !parent.AsSpan(TraceIdStart, TraceIdLength).ContainsAnyExcept(Hexadecimal)
            ? parent.Substring(TraceIdStart, TraceIdLength)
            : "";

    private static Problem Malformed { get; } = Problem.InvalidRequest(
        [new ProblemField("metadata", "must have keys of lower-case letters, digits, '_', '-' and '.', and values of visible ASCII characters")]);
}

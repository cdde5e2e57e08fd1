namespace Vamos.Adapters.Hosting;

using System.Text;
using Google.Protobuf;
using Vamos.Contracts.Errors;

/// <summary>A position in a change feed as the contract carries it: the position as UTF-8 behind the version of this form.</summary>
internal static class ResumeToken
{
    private const string Version = "1:";
    private const int Longest = 4096;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ByteString Write(string position) => ByteString.CopyFrom(Version + position, Strict);

    /// <summary>The position; null for the empty token, which begins now.</summary>
    /// <exception cref="ProblemException">It is no token of this form.</exception>
    public static string? Read(ByteString token)
    {
        if (token.IsEmpty)
            return null;
        try
        {
            var text = token.Length <= Longest ? Strict.GetString(token.Span) : "";
            return text.StartsWith(Version, StringComparison.Ordinal) ? text[Version.Length..] : throw new ProblemException(AdapterProblems.MalformedResumeToken);
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(AdapterProblems.MalformedResumeToken);
        }
    }
}

namespace Vamos.Adapters.Certification.Wire;

using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Rpc;
using RpcStatus = Vamos.Contracts.Rpc.Status;

/// <summary>An error that the adapter gave.</summary>
/// <param name="Code">Its status.</param>
/// <param name="Method">The method called.</param>
/// <param name="Asked">The number asked about, if any.</param>
/// <param name="Fields">The fields that its BadRequest names.</param>
/// <param name="Text">Everything in it that somebody can read: message, details, trailers.</param>
internal sealed record Refusal(StatusCode Code, string Method, string Asked, IReadOnlyList<string> Fields, string Text)
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>An answer in which nothing is.</summary>
    public static Refusal Empty { get; } = new(StatusCode.OK, "", "", [], "");

    public static Refusal Of(RpcException e, string method, NationalId? person)
    {
        // What went wrong on our own side of the wire says nothing about the adapter's words.
        if (e.Status.DebugException is not null)
            return new Refusal(e.StatusCode, method, person?.Number ?? "", [], "");
        var details = e.Trailers.GetAll(DetailsTrailer).LastOrDefault(entry => entry.IsBinary)?.ValueBytes;
        var text = new StringBuilder(e.Status.Detail);
        foreach (var trailer in e.Trailers)
            text.Append('\n').Append(trailer.IsBinary ? Encoding.UTF8.GetString(trailer.ValueBytes) : trailer.Value);
        return new Refusal(e.StatusCode, method, person?.Number ?? "", FieldsOf(details), text.ToString());
    }

    public static Refusal Of(RpcStatus status, string method, NationalId? person) =>
        new((StatusCode)status.Code, method, person?.Number ?? "", FieldsOf(status), Encoding.UTF8.GetString(status.ToByteArray()));

    /// <summary>In words for a report: the status as the contract writes it.</summary>
    public string InWords() => Code == StatusCode.OK ? "neither records nor an error" : NameOf(Code);

    /// <summary>A status as the standard writes it.</summary>
    public static string NameOf(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) && code != StatusCode.OK ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static IReadOnlyList<string> FieldsOf(byte[]? details)
    {
        try
        {
            return details is null ? [] : FieldsOf(RpcStatus.Parser.ParseFrom(details));
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }

    private static IReadOnlyList<string> FieldsOf(RpcStatus status)
    {
        foreach (var detail in status.Details)
        {
            try
            {
                if (detail.TryUnpack<BadRequest>(out var bad))
                    return [.. bad.FieldViolations.Select(violation => violation.Field)];
            }
            catch (InvalidProtocolBufferException)
            {
                // Not what it says it is, so it names nothing.
            }
        }

        return [];
    }
}

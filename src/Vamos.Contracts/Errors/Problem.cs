namespace Vamos.Contracts.Errors;

using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Contracts.Rpc;
using RpcStatus = Vamos.Contracts.Rpc.Status;

/// <summary>
/// An error as every part of the hub says it: a gRPC status with ErrorInfo, BadRequest, RetryInfo and LocalizedMessage
/// in the trailer <c>grpc-status-details-bin</c>. Holds no personal data, no stack trace and no internals of a source.
/// </summary>
/// <param name="Code">gRPC status code.</param>
/// <param name="Reason">Reason for programs, one of <see cref="ErrorReasons"/>.</param>
/// <param name="Message">A sentence for developers, in English.</param>
/// <param name="Localized">A sentence for the end user, in Spanish.</param>
public sealed record Problem(StatusCode Code, string Reason, string Message, string Localized)
{
    /// <summary>Who defines the reasons.</summary>
    public const string Domain = "vamos";

    /// <summary>Language of <see cref="Localized"/>.</summary>
    public const string Locale = "es-PY";

    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Every field that breaks a rule, in the order of the fields.</summary>
    public IReadOnlyList<ProblemField> Fields { get; init; } = [];

    /// <summary>How long to wait before trying again; null when a retry does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Facts that the reason needs.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>A request with fields that break rules.</summary>
    public static Problem InvalidRequest(IReadOnlyList<ProblemField> fields) => new(
        StatusCode.InvalidArgument,
        ErrorReasons.InvalidRequest,
        "The request is malformed: " + string.Join("; ", fields.Select(f => $"{f.Field} {f.Description}")) + ".",
        "La solicitud contiene datos mal formados. Revise los campos indicados.")
    { Fields = fields };

    /// <summary>The problem as the error model of gRPC APIs has it.</summary>
    public RpcStatus ToStatus()
    {
        var info = new ErrorInfo { Reason = Reason, Domain = Domain };
        foreach (var (key, value) in Facts)
            info.Metadata[key] = value;

        var status = new RpcStatus { Code = (int)Code, Message = Message, Details = { Any.Pack(info) } };
        if (Fields.Count != 0)
        {
            var violations = Fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Description });
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violations } }));
        }

        if (RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));

        status.Details.Add(Any.Pack(new LocalizedMessage { Locale = Locale, Message = Localized }));
        return status;
    }

    /// <summary>The problem as the exception that ends a call with it.</summary>
    public RpcException ToException() => new(
        new Grpc.Core.Status(Code, Message),
        new Metadata { { DetailsTrailer, ToStatus().ToByteArray() } });

    /// <summary>Reads a problem from the exception of a failed call; false when the server sent no details of its own.</summary>
    public static bool TryRead(RpcException exception, [NotNullWhen(true)] out Problem? problem)
    {
        problem = null;
        if (exception.Trailers.GetValueBytes(DetailsTrailer) is not { } bytes)
            return false;

        try
        {
            problem = FromStatus(RpcStatus.Parser.ParseFrom(bytes));
            return problem is not null;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    /// <summary>The problem that a status describes; null when it says no reason.</summary>
    public static Problem? FromStatus(RpcStatus status)
    {
        var info = Detail<ErrorInfo>(status.Details);
        if (info is null)
            return null;

        return new Problem((StatusCode)status.Code, info.Reason, status.Message, Detail<LocalizedMessage>(status.Details)?.Message ?? "")
        {
            Fields = Detail<BadRequest>(status.Details)?.FieldViolations.Select(v => new ProblemField(v.Field, v.Description)).ToArray() ?? [],
            RetryAfter = Detail<RetryInfo>(status.Details)?.RetryDelay?.ToTimeSpan(),
            Facts = info.Metadata.ToDictionary(StringComparer.Ordinal),
        };
    }

    private static T? Detail<T>(RepeatedField<Any> details) where T : class, IMessage<T>, new()
    {
        foreach (var detail in details)
        {
            if (detail.TryUnpack<T>(out var message))
                return message;
        }

        return null;
    }
}

/// <summary>One field that breaks a rule.</summary>
/// <param name="Field">Path from the request, in names of the contract. Example: <c>national_id.number</c>.</param>
/// <param name="Description">What is wrong and what would be right.</param>
public sealed record ProblemField(string Field, string Description);

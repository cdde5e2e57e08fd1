namespace Vamos.Hub.Exchange;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>Second step: why personal data is asked for. The law demands a purpose for every use (Ley 7593/2025).</summary>
internal static class DeclaredPurpose
{
    /// <summary>The purpose that the request declares; unspecified for methods without personal data that declare none.</summary>
    /// <exception cref="ProblemException">The purpose is missing where it is mandatory, or is none of the contract.</exception>
    public static Purpose Require(ServerCallContext context, DataClass data)
    {
        if (Headers(context).GetValue(ExchangeMetadata.Purpose) is { Length: > 0 } name)
            return ExchangeMetadata.PurposeOf(name) is not Purpose.Unspecified and var purpose ? purpose : throw new ProblemException(Unknown);

        return data == DataClass.Personal ? throw new ProblemException(Missing) : Purpose.Unspecified;
    }

    // headers are read when they are first asked for, and those that gRPC does not allow are found only then
    private static Metadata Headers(ServerCallContext context)
    {
        try
        {
            return context.RequestHeaders;
        }
        catch (ArgumentException)
        {
            throw new ProblemException(MalformedMetadata);
        }
    }

    private static Problem MalformedMetadata { get; } = Problem.InvalidRequest(
        [new ProblemField("metadata", "must have keys of lower-case letters, digits, '_', '-' and '.', and values of visible ASCII characters")]);

    private static string Known => string.Join(", ", ExchangeMetadata.PurposeNames);

    private static Problem Missing { get; } = new(
        StatusCode.InvalidArgument,
        ErrorReasons.PurposeRequired,
        $"The metadata {ExchangeMetadata.Purpose} is mandatory where personal data is asked for. Send one of: {Known}.",
        "Debe declarar la finalidad de la consulta de datos personales.")
    { Fields = [new ProblemField(ExchangeMetadata.Purpose, "is required in the request metadata")] };

    private static Problem Unknown { get; } = new(
        StatusCode.InvalidArgument,
        ErrorReasons.PurposeUnknown,
        $"The metadata {ExchangeMetadata.Purpose} names no purpose of the contract. Send one of: {Known}.",
        "La finalidad declarada no existe.")
    { Fields = [new ProblemField(ExchangeMetadata.Purpose, "must be the name of a purpose")] };
}

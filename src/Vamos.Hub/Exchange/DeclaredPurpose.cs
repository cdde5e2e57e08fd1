namespace Vamos.Hub.Exchange;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>Why data is asked for, as the metadata of a call declares it. The law demands a purpose for every use of personal data (Ley 7593/2025).</summary>
/// <param name="Purpose">The purpose; unspecified when none was declared or it does not exist.</param>
/// <param name="Flaw">What is wrong with the declaration; null when nothing is.</param>
internal readonly record struct DeclaredPurpose(Purpose Purpose, Problem? Flaw)
{
    /// <summary>Reads the declaration of a call.</summary>
    /// <param name="headers">Metadata of the request.</param>
    /// <param name="personal">Whether the method's messages hold personal data, so that a purpose is mandatory.</param>
    public static DeclaredPurpose Read(Metadata headers, bool personal)
    {
        if (headers.GetValue(ExchangeMetadata.Purpose) is not { Length: > 0 } name)
            return new DeclaredPurpose(Purpose.Unspecified, personal ? Missing : null);
        var purpose = ExchangeMetadata.PurposeOf(name);
        return new DeclaredPurpose(purpose, purpose == Purpose.Unspecified ? Unknown : null);
    }

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

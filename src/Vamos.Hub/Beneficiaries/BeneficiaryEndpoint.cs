namespace Vamos.Hub.Beneficiaries;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Configuration;

/// <summary>BeneficiaryService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed class BeneficiaryEndpoint(BeneficiaryLookup lookup, HubSettings settings, TimeProvider time) : BeneficiaryService.BeneficiaryServiceBase
{
    /// <inheritdoc />
    public override async Task<GetBeneficiaryResponse> GetBeneficiary(GetBeneficiaryRequest request, ServerCallContext context)
    {
        RefuseMalformed(request);
        var beneficiary = await lookup.FindAsync(
            request.NationalId.Canonical(), ReadMask.Of(request.ReadMask), TimeLeft(context), context.CancellationToken);
        return beneficiary is not null ? new GetBeneficiaryResponse { Beneficiary = beneficiary } : throw new ProblemException(NotFound);
    }

    private static Problem NotFound { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.PersonNotFound,
        "Every institution answered and none knows a person with this identity document.",
        "Ninguna institución conoce a una persona con este número de cédula.");

    private static void RefuseMalformed(GetBeneficiaryRequest request)
    {
        var violations = request.NationalId is { } id ? id.Violations("national_id") : [("national_id", "is required")];
        if (request.MaxAge is { Seconds: < 0 } or { Nanos: < 0 })
            violations = violations.Append(("max_age", "must not be negative"));

        var fields = violations.Concat(ReadMask.Violations(request.ReadMask, "read_mask"))
            .Select(v => new ProblemField(v.Item1, v.Item2)).ToArray();
        if (fields.Length != 0)
            throw new ProblemException(Problem.InvalidRequest(fields));
    }

    private TimeSpan TimeLeft(ServerCallContext context) =>
        context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
}

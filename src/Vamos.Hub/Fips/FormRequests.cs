namespace Vamos.Hub.Fips;

using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Contracts.Territory;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;
using Vamos.Trust.Agreements.Fields;

/// <summary>What is wrong with requests, field by field, before anything is looked up. Rules of the form itself are not its business.</summary>
internal static class FormRequests
{
    private const int LongestRequestId = 128;
    private const int LongestId = 64;
    private const int LongestUser = 128;

    // an honest form has a few kilobytes; an import keeps hundreds of them in memory
    private const int LargestForm = 128 * 1024;

    private const int MostPaths = 200;

    public static IReadOnlyList<ProblemField> Required(IntegratedProtectionForm? form) =>
        form is null ? [new("form", "is required")]
        : form.CalculateSize() > LargestForm ? [new("form", $"must not be larger than {LargestForm} bytes")]
        : [.. Id(form.FormId, "form.form_id"), .. Id(form.HouseholdId, "form.household_id"), .. Version(form.Version, "form.version")];

    public static IReadOnlyList<ProblemField> RequestId(string id) =>
        id.Length == 0 ? [new("request_id", "is required: your own name for this request, the same one when you repeat it")]
        : id.Length > LongestRequestId || id.Any(char.IsControl)
            ? [new("request_id", $"must be at most {LongestRequestId} characters, without control characters")]
        : [];

    public static IReadOnlyList<ProblemField> ToImport(ImportFormsRequest request) => [.. Required(request.Form), .. RequestId(request.RequestId)];

    public static IReadOnlyList<ProblemField> FormId(string id) => id.Length == 0 ? [new("form_id", "is required")] : Id(id, "form_id");

    public static IReadOnlyList<ProblemField> Subject(GetProtectionStatusRequest request) => request.SubjectCase switch
    {
        GetProtectionStatusRequest.SubjectOneofCase.HouseholdId when request.HouseholdId.Length != 0 => Id(request.HouseholdId, "household_id"),
        GetProtectionStatusRequest.SubjectOneofCase.NationalId => [.. Person(request.NationalId)],
        _ => [new("national_id", "or household_id is required: a person with the household, or a household")],
    };

    public static IReadOnlyList<ProblemField> Version(long version, string field = "version") => version < 0 ? [new(field, "must not be negative")] : [];

    public static IEnumerable<ProblemField> Person(NationalId? person) =>
        (person?.Violations("national_id") ?? [("national_id", "is required")]).Select(violation => new ProblemField(violation.Field, violation.Description));

    public static IReadOnlyList<ProblemField> Territory(string code) =>
        code.Length == 0 || TerritoryCatalogue.Paraguay.FindDepartment(code) is not null || TerritoryCatalogue.Paraguay.FindDistrict(code) is not null
            ? []
            : [new("territory_code", "must be the INE code of a department (11) or a district (1116), or empty for the whole country")];

    public static IReadOnlyList<ProblemField> PageSize(int size) => size < 0 ? [new("page_size", "must not be negative")] : [];

    public static IReadOnlyList<ProblemField> Time(Timestamp? time, string field)
    {
        // outside of the years 1 to 9999 there is no such time
        const long First = -62_135_596_800, Last = 253_402_300_799;
        return time is null or { Seconds: >= First and <= Last, Nanos: >= 0 and < 1_000_000_000 }
            ? []
            : [new(field, "must be a time of the years 1 to 9999")];
    }

    public static IEnumerable<ProblemField> Mask(FieldMask? mask)
    {
        if (mask?.Paths.Count > MostPaths)
            return [new("read_mask", $"must not have more than {MostPaths} paths")];
        return (mask?.Paths ?? []).Select((path, i) => (path, i)).Where(each => !Exists(each.path))
            .Select(each => new ProblemField($"read_mask.paths[{each.i}]", "must be a field of IntegratedProtectionForm, for example dwelling or members.name"));
    }

    /// <summary>What the caller wants of a form; null for all of it. The mask has no flaws.</summary>
    public static FieldGrant? Wanted(FieldMask? mask) =>
        mask is null || mask.Paths.Count == 0 ? null : FieldGrant.Wanted(IntegratedProtectionForm.Descriptor, mask);

    public static Submission By(string consumer, string agreement, ServerCallContext context)
    {
        var user = context.RequestHeaders.GetValue(ExchangeMetadata.User) ?? "";
        return new Submission(
            consumer, user[..Math.Min(user.Length, LongestUser)], agreement, context.ResponseTrailers.GetValue(ExchangeMetadata.ExchangeId) ?? "");
    }

    private static IReadOnlyList<ProblemField> Id(string id, string field) => id.Length <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? []
        : [new(field, "must be an identifier as the registry gave it, or empty")];

    private static bool Exists(string path)
    {
        MessageDescriptor? at = IntegratedProtectionForm.Descriptor;
        foreach (var name in path.Split('.'))
        {
            if (at?.FindFieldByName(name) is not { } field)
                return false;
            at = field.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return true;
    }
}

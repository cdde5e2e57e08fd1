namespace Vamos.Hub.Referrals.Texts;

using Google.Protobuf.WellKnownTypes;
using Vamos.Contracts.Errors;
using Vamos.Referral.V1;
using Enum = System.Enum;

/// <summary>What is wrong with a request by itself, whatever the state of things.</summary>
internal static class RequestForm
{
    /// <summary>Most characters of a reason or an outcome.</summary>
    public const int LongestText = 1000;

    /// <summary>Most characters of an identifier.</summary>
    public const int LongestId = 128;

    // what a Timestamp may say
    private const long EarliestSecond = -62_135_596_800;
    private const long LatestSecond = 253_402_300_799;

    private const string HoldsNumber =
        "parece contener un número de cédula; la persona ya está indicada y ninguna otra debe nombrarse (must not hold what looks like a cédula)";

    /// <summary>Whether a text was refused since it seems to name somebody.</summary>
    public static bool NamesSomebody(ProblemField flaw) => ReferenceEquals(flaw.Description, HoldsNumber);

    public static List<ProblemField> Flaws(CreateReferralRequest request) =>
    [
        .. request.NationalId is { } person
            ? person.Violations("national_id").Select(violation => new ProblemField(violation.Field, violation.Description))
            : [new ProblemField("national_id", "is required")],
        .. Id("service_id", request.ServiceId),
        .. Text("reason", request.Reason),
        .. Moment("deadline", request.Deadline),
        .. request.CounterToReferralId.Length == 0 ? [] : Id("counter_to_referral_id", request.CounterToReferralId),
        .. Id("request_id", request.RequestId),
    ];

    public static List<ProblemField> Flaws(AcceptReferralRequest request) =>
        [.. Flaws(request.ReferralId, request.Version, request.RequestId), .. Moment("deadline", request.Deadline)];

    public static List<ProblemField> Flaws(DeclineReferralRequest request) =>
        [.. Flaws(request.ReferralId, request.Version, request.RequestId), .. Text("decline_reason", request.DeclineReason)];

    public static List<ProblemField> Flaws(CompleteReferralRequest request) =>
        [.. Flaws(request.ReferralId, request.Version, request.RequestId), .. Text("outcome", request.Outcome)];

    public static List<ProblemField> Flaws(GetReferralRequest request) => [.. Id("referral_id", request.ReferralId)];

    public static List<ProblemField> Flaws(ListReferralsRequest request)
    {
        var flaws = new List<ProblemField>();
        if (!Enum.IsDefined(request.Direction))
            flaws.Add(new ProblemField("direction", "must be a direction that the contract names"));
        for (var i = 0; i < request.States.Count; i++)
        {
            if (request.States[i] == ReferralState.Unspecified || !Enum.IsDefined(request.States[i]))
                flaws.Add(new ProblemField($"states[{i}]", "must be a state that the contract names"));
        }

        if (request.PageSize < 0)
            flaws.Add(new ProblemField("page_size", "must not be negative"));
        return flaws;
    }

    private static List<ProblemField> Flaws(string referralId, long version, string requestId)
    {
        List<ProblemField> flaws = [.. Id("referral_id", referralId)];
        if (version < 0)
            flaws.Add(new ProblemField("version", "must be the version that was seen, or 0"));
        return [.. flaws, .. Id("request_id", requestId)];
    }

    private static IEnumerable<ProblemField> Id(string field, string text)
    {
        if (text.Length == 0)
            yield return new ProblemField(field, "is required");
        else if (text.Length > LongestId || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return new ProblemField(field, $"must be 1 to {LongestId} visible ASCII characters");
    }

    private static IEnumerable<ProblemField> Moment(string field, Timestamp? moment)
    {
        if (moment is { Seconds: < EarliestSecond or > LatestSecond } or { Nanos: < 0 or > 999_999_999 })
            yield return new ProblemField(field, "must be a moment between the years 1 and 9999");
    }

    private static IEnumerable<ProblemField> Text(string field, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield return new ProblemField(field, "is required: a sentence in Spanish");
        else if (text.Length > LongestText || text.Any(c => char.IsControl(c) && c != '\n'))
            yield return new ProblemField(field, $"must be at most {LongestText} characters, without control characters but the end of a line");
        else if (DocumentNumbers.AreIn(text))
            yield return new ProblemField(field, HoldsNumber);
    }
}

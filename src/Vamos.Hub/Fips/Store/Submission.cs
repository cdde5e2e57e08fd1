namespace Vamos.Hub.Fips.Store;

/// <summary>Who submits, for the registry's own memory.</summary>
/// <param name="Consumer">The institution, by code.</param>
/// <param name="User">Its end user, by pseudonym; empty when none was named.</param>
/// <param name="AgreementId">The agreement that lets it.</param>
/// <param name="ExchangeId">The exchange, as the log knows it.</param>
public sealed record Submission(string Consumer, string User, string AgreementId, string ExchangeId);

/// <summary>What became of one form.</summary>
internal enum StoredKind
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It was stored before, under the same request.</summary>
    Repeated,

    /// <summary>Another form was stored under the same request.</summary>
    RequestReused,

    /// <summary>There is no form of its identifier.</summary>
    FormUnknown,

    /// <summary>The form has been changed since the version that it was made from.</summary>
    FormOutdated,

    /// <summary>There is no household of its identifier.</summary>
    HouseholdUnknown,
}

/// <summary>What became of one form.</summary>
/// <param name="Kind">What.</param>
/// <param name="Form">The form as stored, unless it was not stored now.</param>
/// <param name="Seq">Number of the version that was stored, now or before.</param>
/// <param name="CurrentVersion">The latest version of a form that has been changed.</param>
internal readonly record struct StoredOutcome(
    StoredKind Kind, Vamos.Fips.V1.IntegratedProtectionForm? Form = null, long Seq = 0, long CurrentVersion = 0);

namespace Vamos.Contracts.Errors;

/// <summary>The reasons that the hub and its adapters give in ErrorInfo. docs/errors.md says what to do about each.</summary>
public static class ErrorReasons
{
    /// <summary>Fields of the request break rules; BadRequest names them all.</summary>
    public const string InvalidRequest = "INVALID_REQUEST";

    /// <summary>Every source answered and none knows the person.</summary>
    public const string PersonNotFound = "PERSON_NOT_FOUND";

    /// <summary>No programme of the code has rules on the day.</summary>
    public const string ProgrammeNotFound = "PROGRAMME_NOT_FOUND";

    /// <summary>The network has no service of the identifier.</summary>
    public const string ServiceNotFound = "SERVICE_NOT_FOUND";

    /// <summary>There is no district or department of the code.</summary>
    public const string TerritoryNotFound = "TERRITORY_NOT_FOUND";

    /// <summary>The service belongs to another institution, which alone may change it.</summary>
    public const string NotYourService = "NOT_YOUR_SERVICE";

    /// <summary>The service has changed since the caller saw it; the fact <c>version</c> says what it is now.</summary>
    public const string ServiceChanged = "SERVICE_CHANGED";

    /// <summary>The metadata <c>vamos-purpose</c> is missing.</summary>
    public const string PurposeRequired = "PURPOSE_REQUIRED";

    /// <summary>The metadata <c>vamos-purpose</c> names no purpose of the contract.</summary>
    public const string PurposeUnknown = "PURPOSE_UNKNOWN";

    /// <summary>The client certificate names no institution that may call.</summary>
    public const string CallerNotAllowed = "CALLER_NOT_ALLOWED";

    /// <summary>The certificate names an institution whose documents name other certificates.</summary>
    public const string CertificateNotPinned = "CERTIFICATE_NOT_PINNED";

    /// <summary>The hub's documents have no institution of the caller's code.</summary>
    public const string UnknownInstitution = "UNKNOWN_INSTITUTION";

    /// <summary>No agreement names the caller and the method.</summary>
    public const string NoAgreement = "NO_AGREEMENT";

    /// <summary>The agreement that names caller, method and purpose begins later; the fact <c>valid_from</c> says when.</summary>
    public const string AgreementNotYetValid = "AGREEMENT_NOT_YET_VALID";

    /// <summary>The agreement that names caller, method and purpose has ended; the fact <c>valid_until</c> says when.</summary>
    public const string AgreementExpired = "AGREEMENT_EXPIRED";

    /// <summary>The agreement is for other purposes; the fact <c>purposes_granted</c> lists them.</summary>
    public const string PurposeNotGranted = "PURPOSE_NOT_GRANTED";

    /// <summary>The agreement is for other programmes; the fact <c>programmes_granted</c> lists them.</summary>
    public const string ProgrammeNotGranted = "PROGRAMME_NOT_GRANTED";

    /// <summary>The agreement's questions of this second or day are used up; RetryInfo says when there are more.</summary>
    public const string QuotaExceeded = "QUOTA_EXCEEDED";

    /// <summary>The caller's deadline passed.</summary>
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";

    /// <summary>The caller gave up.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The legacy system behind an adapter did not answer.</summary>
    public const string LegacySystemUnavailable = "LEGACY_SYSTEM_UNAVAILABLE";

    /// <summary>What came behind a resume token is no longer known.</summary>
    public const string ResumeTokenExpired = "RESUME_TOKEN_EXPIRED";

    /// <summary>More would watch an adapter's changes than it allows.</summary>
    public const string TooManyWatchers = "TOO_MANY_WATCHERS";

    /// <summary>The server is stopping, and ends its streams; they go on elsewhere, or later.</summary>
    public const string Stopping = "STOPPING";

    /// <summary>The method is part of the contract but not offered by this server.</summary>
    public const string NotOffered = "NOT_OFFERED";

    /// <summary>The server has no service of the name that its health was asked for.</summary>
    public const string ServiceUnknown = "SERVICE_UNKNOWN";

    /// <summary>A message is larger than the server reads.</summary>
    public const string MessageTooLarge = "MESSAGE_TOO_LARGE";

    /// <summary>The exchange cannot be recorded, so nothing is given out.</summary>
    public const string AuditUnavailable = "AUDIT_UNAVAILABLE";

    /// <summary>The log holds no exchange of the caller with the id asked for.</summary>
    public const string ExchangeNotFound = "EXCHANGE_NOT_FOUND";

    /// <summary>There is no signed checkpoint of the size asked for.</summary>
    public const string CheckpointNotFound = "CHECKPOINT_NOT_FOUND";

    /// <summary>There is no household form of the identifier, or none that names the person.</summary>
    public const string FormNotFound = "FORM_NOT_FOUND";

    /// <summary>The household form was changed since the version that was sent; the fact <c>version</c> says which is the latest.</summary>
    public const string FormOutdated = "FORM_OUTDATED";

    /// <summary>The registry of household forms cannot be read or written at the moment.</summary>
    public const string FormsUnavailable = "FORMS_UNAVAILABLE";

    /// <summary>The caller is party to no referral of the identifier.</summary>
    public const string ReferralNotFound = "REFERRAL_NOT_FOUND";

    /// <summary>The state of the referral does not allow it; the fact <c>state</c> names it.</summary>
    public const string ReferralStateWrong = "REFERRAL_STATE_WRONG";

    /// <summary>The deadline of the referral has passed.</summary>
    public const string ReferralExpired = "REFERRAL_EXPIRED";

    /// <summary>The referral has changed since the caller saw it; the fact <c>version</c> says what it is now.</summary>
    public const string ReferralChanged = "REFERRAL_CHANGED";

    /// <summary>Only the receiver of a referral may do that with it, and the caller is its sender.</summary>
    public const string NotTheReceiver = "NOT_THE_RECEIVER";

    /// <summary>The service is suspended and takes no referrals.</summary>
    public const string ServiceTakesNoReferrals = "SERVICE_TAKES_NO_REFERRALS";

    /// <summary>An error that nobody foresaw. The log of the server holds it under the exchange id.</summary>
    public const string Internal = "INTERNAL";
}

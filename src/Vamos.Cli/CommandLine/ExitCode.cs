namespace Vamos.Cli.CommandLine;

/// <summary>How the program ended, for scripts. docs/cli.md holds the same list.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Incomplete = 4;
    public const int Denied = 5;
    public const int Unreachable = 6;
    public const int CertificatesNeedCare = 7;
    public const int DocumentsRefused = 8;
    public const int ReceiptRefused = 9;
    public const int ReceiptMissing = 10;
    public const int NotInThisState = 11;
    public const int Cancelled = 130;

    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Ok, "done; what was asked for is on standard output"),
        (Unexpected, "an error that nobody foresaw"),
        (Usage, "an argument is malformed or missing, or the certificates named cannot be used"),
        (NotFound, "every institution answered, and none knows the person; or there is no such form, service, territory, or exchange or referral of ours"),
        (Incomplete, "the person was not found, but not every institution answered"),
        (Denied, "the hub does not let this institution do that"),
        (Unreachable, "the hub could not be reached or trusted, or did not answer in time"),
        (CertificatesNeedCare, "certs show: a certificate is unusable or about to expire"),
        (DocumentsRefused, "agreements check, programmes check, fips validate, services check or import: the documents have errors; fips: a form was refused"),
        (ReceiptRefused, "receipt verify: the receipt, or what was kept with it, is not valid"),
        (ReceiptMissing, "the answer is on standard output, but its receipt could not be had or written"),
        (NotInThisState, "the state of things does not allow it: a referral that is final, has expired or was changed meanwhile"),
        (Cancelled, "interrupted"),
    ];
}

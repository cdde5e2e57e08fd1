namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;

internal sealed class AccessWithoutCertificate : ICheck
{
    public CheckTitle About { get; } = new(
        "access", "access-without-certificate", "A caller without a certificate is refused", "Only the hub calls, over mutual TLS.");

    public Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken) => Access.MustBeRefusedAsync(
        examination,
        CallerCertificate.None,
        "a caller without a client certificate",
        "Demand a client certificate in the TLS handshake and verify it against the federation's authority.",
        findings,
        cancellationToken);
}

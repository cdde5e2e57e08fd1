namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;

internal sealed class AccessForgedCertificate : ICheck
{
    public CheckTitle About { get; } = new(
        "access",
        "access-forged-certificate",
        "A certificate that calls itself the hub's but was signed by nobody is refused",
        "Only certificates of the federation's authority count, whatever they say.");

    public Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken) => Access.MustBeRefusedAsync(
        examination,
        CallerCertificate.Forged("hub", examination.Time.GetUtcNow()),
        "a caller whose certificate says that it is the hub, but that no authority signed",
        "Verify client certificates against the federation's authority (ca.pem), in the TLS handshake.",
        findings,
        cancellationToken);
}

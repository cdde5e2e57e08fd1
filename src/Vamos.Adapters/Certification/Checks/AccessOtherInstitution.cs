namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;

internal sealed class AccessOtherInstitution : ICheck
{
    public CheckTitle About { get; } = new(
        "access",
        "access-other-institution",
        "Another institution of the federation is refused",
        "Only the hub may call; whoever else has a certificate asks the hub, which knows the agreements and records the exchange.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (examination.Other is not { } other)
        {
            findings.Skip("there is no certificate of another institution; give one with --other-certificate and --other-key");
            return;
        }

        findings.Note($"Tried as '{other.Institution}'.");
        await Access.MustBeRefusedAsync(
            examination,
            CallerCertificate.Of(other),
            "an institution of the federation that is not the hub",
            "Read urn:vamos:institution:<code> from the client certificate's alternative names, and answer PERMISSION_DENIED unless the code is the hub's.",
            findings,
            cancellationToken);
    }
}

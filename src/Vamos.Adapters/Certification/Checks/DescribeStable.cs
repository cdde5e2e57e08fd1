namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;

internal sealed class DescribeStable : ICheck
{
    public CheckTitle About { get; } = new(
        "contract", "describe-stable", "Describe says the same every time", "The hub asks at start and from time to time, and relies on what it was told.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            var again = await examination.Wire.Client.DescribeAsync(new DescribeRequest(), examination.Wire.Within(cancellationToken));
            if (!again.Equals(examination.Description))
                findings.Defect("Describe answered differently when it was asked again.", "Let the answer depend on the configuration alone.");
        }
    }
}

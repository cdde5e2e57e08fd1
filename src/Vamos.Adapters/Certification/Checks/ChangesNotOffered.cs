namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapters.Certification.Wire;

internal sealed class ChangesNotOffered : ICheck
{
    public CheckTitle About { get; } = new(
        "changes",
        "changes-not-offered",
        "Without a change feed, WatchChanges is UNIMPLEMENTED",
        "watches_changes of Describe says whether WatchChanges is there. The hub then keeps answers for a shorter time.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (examination.Description.WatchesChanges)
        {
            findings.Skip("the adapter offers a change feed");
            return;
        }

        await using var watch = new ChangeWatch(examination.Wire, ByteString.Empty, examination.Time);
        try
        {
            await watch.NextAsync(examination.Timeouts.Call, cancellationToken);
        }
        catch (DefectException)
        {
            // It ended, as it should; the question is how.
        }

        if (watch.Refusal is not { Code: StatusCode.Unimplemented })
            findings.Defect(
                $"watches_changes is false, but WatchChanges {(watch.Refusal is null ? "is served" : $"ends with {watch.Refusal.InWords()}")}.",
                "Set watches_changes in Describe, or answer UNIMPLEMENTED.");
    }
}

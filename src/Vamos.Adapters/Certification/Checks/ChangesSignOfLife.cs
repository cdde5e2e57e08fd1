namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

internal sealed class ChangesSignOfLife : ICheck
{
    public CheckTitle About { get; } = new(
        "changes",
        "changes-sign-of-life",
        "The change feed shows from time to time that it is complete",
        "A message without national_id is a sign of life. Every message has a resume_token and a change_time. "
            + "An empty token starts with what changes from now on.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (!examination.Description.WatchesChanges)
        {
            findings.Skip("the adapter offers no change feed");
            return;
        }

        await using var watch = new ChangeWatch(examination.Wire, ByteString.Empty, examination.Time);
        var start = examination.Time.GetTimestamp();
        var alive = await watch.UntilAsync(message => message.NationalId is null, examination.Timeouts.SignOfLife, cancellationToken);
        if (alive)
            findings.Note($"The first came after {examination.Time.GetElapsedTime(start).TotalSeconds:0.0} s.");
        else
            findings.Defect(
                $"No sign of life came within {examination.Timeouts.SignOfLife.TotalSeconds:0.#} s.",
                "Send a message without national_id when everything known is sent, and again every few seconds.");
        foreach (var message in watch.Seen)
            Look(examination, message, findings);
    }

    /// <summary>Looks at one message of the feed.</summary>
    internal static void Look(Examination examination, WatchChangesResponse message, Findings findings)
    {
        var what = message.NationalId is null ? "A sign of life" : "A change";
        if (message.ResumeToken.IsEmpty)
            findings.Defect($"{what} has no resume_token.", "Put into every message the token behind which a later call goes on.");
        if (message.ChangeTime is null)
            findings.Defect($"{what} has no change_time.", "Give when the legacy system changed the records, or when the sign of life was given.");
        else if (message.ChangeTime.ToDateTimeOffset() > examination.Time.GetUtcNow() + examination.Timeouts.Clock)
            findings.Defect($"{what} has a change_time in the future.", "Give when the records changed. See also to the machine's clock and time zone.");
        if (message.NationalId?.Violations("national_id").Any() == true)
            findings.Defect(
                $"{what} names a person by a number that breaks the rules of the contract.",
                "Translate numbers as in answers: digits only, letter apart.");
        if (message.Kinds.Except(examination.Offered).Any())
            findings.Defect($"{what} names kinds that Describe does not offer.", "Name offered kinds, or none when it is not known what changed.");
    }
}

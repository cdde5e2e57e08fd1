namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Vamos.Adapters.Certification.Wire;

internal sealed class ChangesTwoWatchers : ICheck
{
    public CheckTitle About { get; } = new(
        "changes", "changes-two-watchers", "Two who watch see the same changes", "Each replica of the hub watches for itself.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (!examination.Description.WatchesChanges || examination.Expectations.Changes is not { } cause)
        {
            findings.Skip(examination.Description.WatchesChanges
                ? "nobody says how to cause a change; give changes: with a command in --expect"
                : "the adapter offers no change feed");
            return;
        }

        await using var one = new ChangeWatch(examination.Wire, ByteString.Empty, examination.Time);
        await using var other = new ChangeWatch(examination.Wire, ByteString.Empty, examination.Time);
        ChangeWatch[] watchers = [one, other];
        foreach (var watcher in watchers)
            await watcher.NextAsync(examination.Timeouts.SignOfLife, cancellationToken);
        var person = await new CausedChanges(cause, examination.Time).MakeAsync(cancellationToken);
        var saw = 0;
        foreach (var watcher in watchers)
            saw += await watcher.UntilAsync(CausedChanges.Of(person), cause.Within, cancellationToken) ? 1 : 0;
        if (saw != watchers.Length)
            findings.Defect(
                $"Of two watchers, {saw} saw a change within {cause.Within.TotalSeconds:0.#} s.",
                "Give every watcher every change; taking one must not use it up.");
    }
}

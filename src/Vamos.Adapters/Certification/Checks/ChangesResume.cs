namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

internal sealed class ChangesResume : ICheck
{
    // One lost change proves it; a few show the pattern.
    private const int Enough = 3;

    private const string LostRemedy =
        "Let a token stand for everything up to its message and nothing beyond, kept where it outlives the connection; send what comes "
        + "behind it first, then what is new. A change may come twice; none may be missing.";

    public CheckTitle About { get; } = new(
        "changes",
        "changes-resume",
        "A feed that is taken up again from any of its tokens misses no change",
        "resume_token goes on behind its change when sent in a later request. A change may come twice, none may be missing, "
            + "also of those that happened while nobody was watching.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (!examination.Description.WatchesChanges)
        {
            findings.Skip("the adapter offers no change feed");
            return;
        }

        if (examination.Expectations.Changes is not { } cause)
        {
            findings.Skip("nobody says how to cause a change; give changes: with a command in --expect");
            return;
        }

        var changes = new CausedChanges(cause, examination.Time);
        var seen = await WatchAsync(examination, cause, changes, findings, cancellationToken);
        var meanwhile = await changes.MakeAsync(cancellationToken);
        var tried = new HashSet<ByteString>();
        for (var i = 0; i < seen.Count && findings.Defects.Count < Enough; i++)
        {
            if (!tried.Add(seen[i].ResumeToken))
                continue;
            var rest = seen.Skip(i + 1).Select(message => message.NationalId).OfType<NationalId>().Append(meanwhile).Select(Canonical).ToHashSet();
            await ResumeAsync(examination, cause, seen[i], $"message {i + 1} of {seen.Count}", rest, findings, cancellationToken);
        }

        findings.Note($"{cause.Times} changes made while watching and one while not; resumed from each of {tried.Count} tokens.");
    }

    private static async Task<List<WatchChangesResponse>> WatchAsync(
        Examination examination, ChangeCause cause, CausedChanges changes, Findings findings, CancellationToken cancellationToken)
    {
        await using var watch = new ChangeWatch(examination.Wire, ByteString.Empty, examination.Time);
        // Shows that the watch has begun. When nothing comes, it has had the time for it.
        await watch.NextAsync(examination.Timeouts.SignOfLife, cancellationToken);
        for (var i = 0; i < cause.Times; i++)
        {
            var person = await changes.MakeAsync(cancellationToken);
            if (!await watch.UntilAsync(CausedChanges.Of(person), cause.Within, cancellationToken))
            {
                throw new DefectException(
                    $"A change that was made while watching did not appear within {cause.Within.TotalSeconds:0.#} s (change {i + 1} of {cause.Times}).",
                    "See whether the adapter notices changes of this person's records, and whether changes.command really changes them.");
            }
        }

        // What belongs to the last change may come in several messages.
        await watch.UntilAsync(message => message.NationalId is null, examination.Timeouts.SignOfLife, cancellationToken);
        foreach (var message in watch.Seen)
            ChangesSignOfLife.Look(examination, message, findings);
        return [.. watch.Seen.Where(message => !message.ResumeToken.IsEmpty)];
    }

    private static async Task ResumeAsync(
        Examination examination,
        ChangeCause cause,
        WatchChangesResponse from,
        string which,
        HashSet<NationalId> rest,
        Findings findings,
        CancellationToken cancellationToken)
    {
        var expected = rest.Count;
        await using var watch = new ChangeWatch(examination.Wire, from.ResumeToken, examination.Time);
        await watch.UntilAsync(Empties, cause.Within, cancellationToken);
        if (rest.Count != 0)
            findings.Defect($"Resumed from the token of {which}, the feed lost the changes of {rest.Count} of {expected} people.", LostRemedy);

        bool Empties(WatchChangesResponse message)
        {
            if (message.NationalId is { } person)
                rest.Remove(Canonical(person));
            return rest.Count == 0;
        }
    }

    private static NationalId Canonical(NationalId person) => person.Canonical();
}

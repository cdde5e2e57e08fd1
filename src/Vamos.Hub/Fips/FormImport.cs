namespace Vamos.Hub.Fips;

using Vamos.Fips.V1;
using Vamos.Hosting.Streams;
using Vamos.Hub.Fips.Store;
using Vamos.Trust.Agreements;

/// <summary>
/// Stores a stream of forms in sets: while one is being written, the next is looked at, on all cores. Sets are as large as what came in meanwhile; a
/// stream that is faster than the disk is read no faster. A set is on the disk or it is not.
/// </summary>
public sealed class FormImport(FormStore store, TimeProvider time)
{
    private const int LargestSet = 512;
    private const int SetsAtOnce = 2;

    /// <summary>Imports until the stream ends.</summary>
    /// <param name="next">Reads the next form; null at the end.</param>
    /// <param name="record">Has a set recorded, before it is stored.</param>
    /// <param name="tell">Told what became of each form, one at a time, once that is durable.</param>
    /// <param name="by">Who imports.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    internal Task RunAsync(
        Func<CancellationToken, Task<ImportFormsRequest?>> next,
        Func<IReadOnlyList<ImportFormsRequest>, Task> record,
        Action<Imported> tell,
        Submission by,
        CancellationToken cancellation) =>
        new SetwiseAnswers<ImportFormsRequest, Imported>(LargestSet, SetsAtOnce).RunAsync(
            next,
            (requests, send, ends) => StoreAsync(requests, record, send, by, ends),
            imported =>
            {
                tell(imported);
                return Task.CompletedTask;
            },
            cancellation);

    private async Task StoreAsync(
        IReadOnlyList<ImportFormsRequest> requests,
        Func<IReadOnlyList<ImportFormsRequest>, Task> record,
        Func<Imported, Task> send,
        Submission by,
        CancellationToken cancellation)
    {
        // The record is of what came, so it is made before anything is changed about the forms.
        var recorded = record(requests);
        var today = AgreementCalendar.Today(time);
        var prepared = new PreparedForm[requests.Count];
        Parallel.For(0, prepared.Length, i => prepared[i] = PreparedForm.Of(requests[i].Form, requests[i].RequestId, by.Consumer, today));
        await recorded;

        var sound = prepared.Where(form => form.IsSound).ToArray();
        var outcomes = sound.Length == 0 ? [] : await store.Writer.StoreAsync(sound, by, cancellation);
        var at = 0;
        for (var i = 0; i < prepared.Length; i++)
            await send(new Imported(requests[i].CorrelationId, prepared[i].IsSound ? outcomes[at++] : null, prepared[i].IsSound ? [] : prepared[i].Violations));
    }
}

/// <summary>What became of one form of an import.</summary>
/// <param name="CorrelationId">The caller's number of it.</param>
/// <param name="Outcome">What became of it; null when it breaks rules.</param>
/// <param name="Violations">The rules that it breaks.</param>
internal sealed record Imported(long CorrelationId, StoredOutcome? Outcome, IReadOnlyList<FormViolation> Violations);

namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapter.V1;

internal sealed class Cancellation : ICheck
{
    private const int Calls = 200;
    private const int AtOnce = 20;
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(10);

    public CheckTitle About { get; } = new(
        "time",
        "cancellation",
        "Two hundred callers who give up leave the adapter as it was",
        "The hub cancels calls whose answer nobody waits for any more. What such a call holds is given back.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var person = examination.Anybody[0];
        var before = await examination.Wire.AskAsync(person, [], cancellationToken);
        var start = examination.Time.GetTimestamp();
        // Not all at once, or most would give up before they were heard.
        foreach (var together in Enumerable.Range(0, Calls).Chunk(AtOnce))
            await Task.WhenAll(together.Select(i => GiveUpAsync(examination, i)));
        if (examination.Time.GetElapsedTime(start) > Prompt)
            findings.Defect(
                $"{Calls} cancelled calls took more than {Prompt.TotalSeconds} s to end.",
                "Accept calls while others are waiting for the legacy system.");
        await StillServing.MustAnswerAsync(examination, person, before, $"{Calls} cancelled calls", findings, cancellationToken);
    }

    private static async Task GiveUpAsync(Examination examination, int i)
    {
        using var patience = new CancellationTokenSource();
        var options = examination.Wire.Within(patience.Token);
        var client = examination.Wire.Client;
        var person = examination.Anybody[i % examination.Anybody.Count];
        // Some give up at once, some while the answer is on its way.
        patience.CancelAfter(TimeSpan.FromMilliseconds(3 * (i % 10)));
        try
        {
            if (i % 2 == 0)
            {
                await client.GetRecordsAsync(new GetRecordsRequest { NationalId = person }, options);
                return;
            }

            if (i % 4 == 1 && examination.Description.WatchesChanges)
            {
                using var watch = client.WatchChanges(new WatchChangesRequest(), options);
                while (await watch.ResponseStream.MoveNext(CancellationToken.None))
                    continue;
                return;
            }

            using var batch = client.BatchGetRecords(options);
            for (var question = 0; question < 50; question++)
                await batch.RequestStream.WriteAsync(BatchQuestions.Of(question, person), CancellationToken.None);
            while (await batch.ResponseStream.MoveNext(CancellationToken.None))
                continue;
        }
        catch (Exception e) when (e is RpcException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // As told.
        }
    }
}

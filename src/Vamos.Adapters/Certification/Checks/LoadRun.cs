namespace Vamos.Adapters.Certification.Checks;

using System.Collections.Concurrent;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

internal sealed class LoadRun : ICheck
{
    private const int Callers = 4;
    private const int MostPerBatch = 500;

    public CheckTitle About { get; } = new(
        "load",
        "load",
        "Under load every question is answered, about as fast as Describe says",
        "typical_latency: time within which nearly all answers come. The hub plans its own deadlines by it.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (examination.Load == TimeSpan.Zero)
        {
            findings.Skip("--load-seconds is 0");
            return;
        }

        var people = await AnsweredAsync(examination, cancellationToken);
        if (people.Count == 0)
        {
            findings.Skip("the adapter answers nobody without an error");
            return;
        }

        var run = new Run(examination, people, findings);
        var start = examination.Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => run.CallAsync(start, cancellationToken), cancellationToken)));
        run.Report(examination.Time.GetElapsedTime(start));
    }

    private static async Task<List<NationalId>> AnsweredAsync(Examination examination, CancellationToken cancellationToken)
    {
        var people = new List<NationalId>();
        foreach (var person in examination.Anybody)
        {
            if ((await examination.Wire.AskAsync(person, [], cancellationToken)).Refusal is null)
                people.Add(person);
        }

        return people;
    }

    private sealed class Run(Examination examination, List<NationalId> people, Findings findings)
    {
        private readonly ConcurrentBag<double> _singles = [];
        private readonly ConcurrentBag<string> _errors = [];
        private long _answered;

        public async Task CallAsync(long start, CancellationToken cancellationToken)
        {
            var size = Math.Clamp(examination.Description.BatchSize, 1, MostPerBatch);
            for (var i = 0; examination.Time.GetElapsedTime(start) < examination.Load; i++)
            {
                if (i % 10 == 9)
                    await BatchAsync(size, cancellationToken);
                else
                    await SingleAsync(people[i % people.Count], cancellationToken);
            }
        }

        public void Report(TimeSpan took)
        {
            foreach (var error in _errors.GroupBy(error => error))
                findings.Defect(
                    $"Under load {error.Count()} questions ended with {error.Key}.",
                    "Let callers wait for their turn instead of failing; see the adapter's log for the cause.");
            var sorted = _singles.Order().ToList();
            double Share(double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
            findings.Note(
                $"{_answered / took.TotalSeconds:0} people/s from {Callers} callers for {took.TotalSeconds:0.0} s; "
                + $"single questions p50 {Share(0.5):0.0} ms, p99 {Share(0.99):0.0} ms.");
            var promised = examination.Description.OfferedFacts.Select(fact => fact.TypicalLatency?.ToTimeSpan().TotalMilliseconds ?? 0).DefaultIfEmpty().Max();
            if (Share(0.95) > promised)
                findings.Warn($"One single question in twenty took longer than {Share(0.95):0.0} ms, but Describe has a typical_latency of {promised:0.0} ms.");
        }

        private async Task SingleAsync(NationalId person, CancellationToken cancellationToken)
        {
            var start = examination.Time.GetTimestamp();
            var outcome = await examination.Wire.AskAsync(person, [], cancellationToken);
            _singles.Add(examination.Time.GetElapsedTime(start).TotalMilliseconds);
            Count(outcome);
        }

        private async Task BatchAsync(int size, CancellationToken cancellationToken)
        {
            var batch = await examination.Wire.BatchAsync(BatchQuestions.About(people, size), default, examination.Timeouts.Batch, cancellationToken);
            foreach (var answer in batch.Answers)
                Count(Outcome.Of(answer));
            if (batch.Refusal is not null)
                _errors.Add(batch.Refusal.InWords());
        }

        private void Count(Outcome outcome)
        {
            if (outcome.Refusal is null)
                Interlocked.Increment(ref _answered);
            else
                _errors.Add(outcome.Refusal.InWords());
        }
    }
}

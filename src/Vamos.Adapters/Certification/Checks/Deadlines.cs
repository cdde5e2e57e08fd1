namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

internal sealed class Deadlines : ICheck
{
    private const int Calls = 100;
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);

    public CheckTitle About { get; } = new(
        "time",
        "deadline",
        "A call whose deadline passes ends with DEADLINE_EXCEEDED, and the adapter goes on",
        "The hub gives each institution a share of its caller's time, and goes on without it when that is over.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var (wire, person) = (examination.Wire, examination.Anybody[0]);
        var before = await wire.AskAsync(person, [], cancellationToken);
        for (var i = 0; i < Calls; i++)
        {
            var start = examination.Time.GetTimestamp();
            var code = i % 2 == 0
                ? await EndAsync(i, async options => await wire.Client.GetRecordsAsync(new GetRecordsRequest { NationalId = person }, options))
                : await EndAsync(i, async options =>
                {
                    using var call = wire.Client.BatchGetRecords(options);
                    await call.RequestStream.WriteAsync(BatchQuestions.Of(1, person), cancellationToken);
                    await call.ResponseStream.MoveNext(cancellationToken);
                });
            if (code is not (StatusCode.OK or StatusCode.DeadlineExceeded or StatusCode.Cancelled) && code != before.Refusal?.Code)
            {
                findings.Defect(
                    $"A call with a deadline of a few milliseconds ended with {Refusal.NameOf(code)}, not DEADLINE_EXCEEDED.",
                    "Leave the deadline to the gRPC library, which ends the call. INTERNAL or UNAVAILABLE means that the library broke the whole "
                        + "connection, with every other call on it: let the caller alone watch the deadline, or use a newer version of the library.");
            }

            if (examination.Time.GetElapsedTime(start) > Prompt)
                findings.Defect(
                    "A call with a deadline of a few milliseconds took more than 2 s to end.",
                    "Accept calls while others are waiting for the legacy system.");
        }

        await StillServing.MustAnswerAsync(examination, person, before, $"{Calls} calls whose deadline had passed", findings, cancellationToken);

        async Task<StatusCode> EndAsync(int i, Func<CallOptions, Task> call)
        {
            try
            {
                // A little sooner and a little later, so that the deadline meets the call in every state.
                await call(wire.Within(cancellationToken, TimeSpan.FromMilliseconds(1 + (i % 4))));
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return wire.Refused(e, "GetRecords", person).Code;
            }
            catch (IOException)
            {
                // The connection broke while a message was being written.
                return StatusCode.Internal;
            }
        }
    }
}

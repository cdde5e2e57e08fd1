namespace Vamos.Clients.Tests;

using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Clients.Eligibility;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;

/// <summary>A batch of checks whose stream breaks.</summary>
public sealed class BatchTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private const int Many = 3_000;

    [Theory(Timeout = 60_000)]
    [InlineData("drops the connection")]
    [InlineData("resets the stream")]
    [InlineData("says it is unavailable")]
    [InlineData("ends the stream")]
    public async Task Stream_that_breaks_again_and_again_still_answers_each_person_once(string how)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Batch = async (questions, answers, context, number) =>
        {
            var left = number <= 3 ? 400 * number : int.MaxValue;
            await foreach (var question in questions.ReadAllAsync())
            {
                if (left-- == 0)
                {
                    if (how == "drops the connection")
                        context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                    if (how == "resets the stream")
                        context.GetHttpContext().Abort();
                    if (how != "ends the stream")
                        throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
                    return;
                }

                await answers.WriteAsync(Answer(question));
            }
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var answered = new List<BatchAnswer>();
        await foreach (var answer in connection.Eligibility.CheckManyAsync(People(Many), "tekopora"))
            answered.Add(answer);

        Assert.Equal(Enumerable.Range(0, Many).Select(i => (long)i), answered.Select(a => a.Number).Order());
        Assert.All(answered, a => Assert.Equal($"{91_000_000 + a.Number}", a.Decision!.NationalId.Number));
        Assert.Equal(4, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Answers_that_come_in_another_order_or_twice_are_told_once()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Batch = async (questions, answers, _, _) =>
        {
            var all = new List<BatchCheckEligibilityRequest>();
            await foreach (var question in questions.ReadAllAsync())
                all.Add(question);
            foreach (var question in all.AsEnumerable().Reverse().Concat(all))
                await answers.WriteAsync(Answer(question));
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var numbers = new List<long>();
        await foreach (var answer in connection.Eligibility.CheckManyAsync(People(100), "tekopora"))
            numbers.Add(answer.Number);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), numbers.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task Batch_that_the_hub_refuses_is_not_repeated()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Batch = (_, _, _, _) => throw new RpcException(new Status(StatusCode.PermissionDenied, "no"));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAsync<AccessDeniedException>(async () =>
        {
            await foreach (var _ in connection.Eligibility.CheckManyAsync(People(10), "tekopora"))
            {
            }
        });
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 60_000)]
    public async Task People_that_cannot_be_read_any_further_end_the_batch_with_their_own_error()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Batch = async (questions, answers, _, _) =>
        {
            await foreach (var question in questions.ReadAllAsync())
                await answers.WriteAsync(Answer(question));
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var _ in connection.Eligibility.CheckManyAsync(People(50).Concat(Unreadable()), "tekopora"))
            {
            }
        });

        static async IAsyncEnumerable<NationalId> Unreadable()
        {
            await Task.Delay(100);
            if (DateTime.UtcNow > DateTime.MinValue)
                throw new FormatException("the disk is gone");
            yield break;
        }
    }

    private static BatchCheckEligibilityResponse Answer(BatchCheckEligibilityRequest question) => new()
    {
        CorrelationId = question.CorrelationId,
        Decision = new EligibilityDecision { NationalId = question.NationalId, Verdict = Verdict.Eligible },
    };

    private static async IAsyncEnumerable<NationalId> People(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new NationalId { Number = $"{91_000_000 + i}" };
        }
    }
}

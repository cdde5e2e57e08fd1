namespace Vamos.Clients.Tests;

using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Clients.Fips;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;

/// <summary>An import against a hub that keeps each request id once.</summary>
public sealed class FormImportTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private const int Many = (2 * FormImport.MostForms) + 700;

    [Theory(Timeout = 60_000)]
    [InlineData("drops the connection")]
    [InlineData("resets the stream")]
    [InlineData("says it is unavailable")]
    [InlineData("ends the stream")]
    public async Task Stream_that_breaks_again_and_again_still_stores_each_form_once(string how)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var kept = new ConcurrentDictionary<string, string>();
        hub.Script.Forms.Import = async (forms, context, number) =>
        {
            var left = number <= 3 ? 900 * number : int.MaxValue;
            var answer = new ImportFormsResponse();
            await foreach (var form in forms.ReadAllAsync())
            {
                if (left-- == 0)
                {
                    if (how == "drops the connection")
                        context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                    if (how == "resets the stream")
                        context.GetHttpContext().Abort();
                    if (how != "ends the stream")
                        throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "gone"));
                    return answer;
                }

                Keep(kept, form, answer);
            }

            return answer;
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var portions = await connection.Forms.ImportAsync(Forms(Many)).ToListAsync();

        Assert.Equal(Enumerable.Range(1, Many).Select(i => $"r{i}"), kept.Keys.OrderBy(id => int.Parse(id[1..])));
        Assert.Equal([FormImport.MostForms, 2 * FormImport.MostForms, Many], portions.Select(portion => portion.Last));
        Assert.Equal(Many, portions.Sum(portion => portion.Stored + portion.Repeated));
        Assert.Equal(6, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Refused_forms_are_named_and_do_not_end_the_import()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Import = async (forms, _, _) =>
        {
            var answer = new ImportFormsResponse();
            await foreach (var form in forms.ReadAllAsync())
            {
                if (form.CorrelationId % 1000 != 0)
                {
                    answer.StoredCount++;
                    continue;
                }

                answer.RefusedCount++;
                var why = new Problem(StatusCode.InvalidArgument, "X", "no", "no").ToStatus();
                answer.Failures.Add(new ImportFailure { CorrelationId = form.CorrelationId, Error = why });
            }

            return answer;
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var portions = await connection.Forms.ImportAsync(Forms(Many)).ToListAsync();

        var refused = portions.SelectMany(portion => portion.Refused).Select(failure => failure.CorrelationId);
        Assert.Equal(Enumerable.Range(1, 10).Select(thousand => 1000L * thousand), refused);
        Assert.Equal(Many - 10, portions.Sum(portion => portion.Stored));
    }

    [Fact(Timeout = 60_000)]
    public async Task Import_of_nothing_asks_nobody()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        Assert.Empty(await connection.Forms.ImportAsync(Forms(0)).ToListAsync());
        Assert.Empty(hub.Script.Calls);
    }

    [Fact(Timeout = 60_000)]
    public async Task Forms_are_read_no_further_than_the_portion_under_way()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var read = 0;

        await using var portions = connection.Forms.ImportAsync(Forms(Many).Select(form => (++read, form).form)).GetAsyncEnumerator();
        Assert.True(await portions.MoveNextAsync());

        Assert.Equal(FormImport.MostForms + 1, read);
    }

    [Fact(Timeout = 60_000)]
    public async Task Import_that_the_hub_refuses_is_not_repeated()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Import = (_, _, _) => throw new RpcException(new Grpc.Core.Status(StatusCode.PermissionDenied, "no"));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAsync<AccessDeniedException>(async () => await connection.Forms.ImportAsync(Forms(Many)).CountAsync());

        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_fails_ends_the_import_with_its_own_error_and_what_was_told_is_stored()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var told = new List<long>();

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var portion in connection.Forms.ImportAsync(Forms(Many, failsAt: FormImport.MostForms + 20)))
                told.Add(portion.Last);
        });

        Assert.Equal([FormImport.MostForms], told);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelling_ends_the_import()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var enough = new CancellationTokenSource();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in connection.Forms.ImportAsync(Forms(Many), cancellationToken: enough.Token))
                await enough.CancelAsync();
        });
    }

    private static void Keep(ConcurrentDictionary<string, string> kept, ImportFormsRequest form, ImportFormsResponse answer)
    {
        if (kept.TryAdd(form.RequestId, form.Form.HouseholdId))
            answer.StoredCount++;
        else
            answer.RepeatedCount++;
    }

    private static async IAsyncEnumerable<FormToImport> Forms(int count, int failsAt = int.MaxValue)
    {
        for (var i = 1; i <= count; i++)
        {
            if (i % 500 == 0)
                await Task.Yield();
            if (i == failsAt)
                throw new FormatException("the disk is gone");
            yield return new FormToImport(i, $"r{i}", new IntegratedProtectionForm { HouseholdId = $"H{i}" });
        }
    }
}

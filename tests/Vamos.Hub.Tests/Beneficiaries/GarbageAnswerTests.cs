namespace Vamos.Hub.Tests.Beneficiaries;

using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Tests.Running;

/// <summary>An adapter that answers wrongly: nothing of its answer is used, the others' answers stand.</summary>
public sealed class GarbageAnswerTests
{
    private const string Known = "99000004";

    public static TheoryData<string, Action<PersonRecords>> BrokenRecords => new()
    {
        { "another person", r => r.NationalId = new NationalId { Number = "99000005" } },
        { "the same number with a letter", r => r.NationalId = new NationalId { Number = Known, Letter = "A" } },
        { "no person named", r => r.NationalId = null },
        { "another person inside", r => r.Person.NationalId = new NationalId { Number = "99000005" } },
        { "facts of somebody unknown", r => r.Found = false },
        { "a fact without provenance", r => r.Enrollments[0].Provenance = null },
        { "a person without provenance", r => r.Person.Provenance = null },
        { "a fact of another institution", r => r.Employment.Add(new EmploymentRecord { Provenance = new Provenance { Institution = "mtess" } }) },
    };

    [Theory]
    [MemberData(nameof(BrokenRecords))]
    public async Task Answer_that_breaks_the_contract_is_not_used(string defect, Action<PersonRecords> breakIt)
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var broken = await ScriptedAdapter.StartAsync("mspbs");
        broken.Answers = (request, _) => Task.FromResult(new GetRecordsResponse { Records = broken.Records(request, breakIt) });
        await using var hub = await RunningHub.StartAsync(mds, broken);
        hub.ExpectedErrors.Add("breaks the contract");

        var found = await hub.GetAsync(Known);

        Assert.True(found.Sources[1].State == SourceState.InvalidAnswer, defect);
        Assert.Equal("mds", Assert.Single(found.PersonRecords).Provenance.Institution);
        Assert.All(found.Enrollments, e => Assert.Equal("mds", e.Provenance.Institution));
        Assert.Empty(found.Employment);
    }

    [Fact]
    public async Task Answer_without_records_is_not_used()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        mds.Answers = (_, _) => Task.FromResult(new GetRecordsResponse());
        await using var hub = await RunningHub.StartAsync(mds);
        hub.ExpectedErrors.Add("breaks the contract");

        Assert.Equal(SourceState.InvalidAnswer, (await hub.GetAsync(Known)).Sources[0].State);
    }

    public static TheoryData<string, Func<HttpContext, Task>> RawAnswers => new()
    {
        { "bytes that are no message", http => Grpc(http, [0, 0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0xff]) },
        { "a frame longer than what follows", http => Grpc(http, [0, 0, 0, 1, 0, 1, 2, 3]) },
        { "a frame of four gigabytes", http => Grpc(http, [0, 0xff, 0xff, 0xff, 0xff, 1]) },
        { "a compressed frame in no known compression", http => Grpc(http, [1, 0, 0, 0, 2, 1, 2]) },
        { "no message at all", http => Grpc(http, []) },
        { "a web page", async http =>
            {
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<h1>Service Oracle ORA-12541: no listener, user 99000004</h1>");
            }
        },
        { "an error page", async http =>
            {
                http.Response.StatusCode = 500;
                await http.Response.WriteAsync("stack trace with 99000004");
            }
        },
        { "a connection cut in the middle", http =>
            {
                http.Abort();
                return Task.CompletedTask;
            }
        },
    };

    [Theory]
    [MemberData(nameof(RawAnswers))]
    public async Task Answer_that_is_no_grpc_is_named_in_plain_words_and_harms_nobody_else(string garbage, Func<HttpContext, Task> send)
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var broken = await ScriptedAdapter.StartAsync("mspbs");
        broken.Raw = send;
        await using var hub = await RunningHub.StartAsync(mds, broken);

        var found = await hub.GetAsync(Known);

        Assert.True(found.Sources[1].State is SourceState.InvalidAnswer or SourceState.Unavailable, $"{garbage}: {found.Sources[1].State}");
        Assert.DoesNotContain("99000004", found.Sources[1].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("ORA", found.Sources[1].Detail, StringComparison.Ordinal);
        Assert.Equal(SourceState.Ok, found.Sources[0].State);
    }

    [Fact]
    public async Task Adapter_with_another_institutions_certificate_is_not_asked()
    {
        await using var impostor = (await ScriptedAdapter.StartAsync("mds", certificateOf: "minna")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(impostor);

        var found = await hub.GetAsync(Known);

        Assert.Equal(SourceState.Unavailable, found.Sources[0].State);
        Assert.Equal(0, impostor.Asked);
    }

    private static async Task Grpc(HttpContext http, byte[] frames)
    {
        http.Response.ContentType = "application/grpc";
        if (frames.Length > 0 && frames[0] == 1)
            http.Response.Headers["grpc-encoding"] = "snappy";
        await http.Response.Body.WriteAsync(frames);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}

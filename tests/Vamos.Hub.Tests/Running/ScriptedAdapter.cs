namespace Vamos.Hub.Tests.Running;

using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Hosting.Listeners;

/// <summary>A real adapter server over mutual TLS that answers what the test tells it to.</summary>
public sealed class ScriptedAdapter : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Script _script;

    private ScriptedAdapter(string institution, WebApplication app, Script script)
    {
        Institution = institution;
        _app = app;
        _script = script;
    }

    public string Institution { get; }

    public Uri Address { get; private set; } = new("https://localhost");

    /// <summary>How many times it was asked for records.</summary>
    public int Asked => _script.Asked;

    /// <summary>The trace that the last call belonged to (W3C <c>traceparent</c>).</summary>
    public string? Trace => _script.Trace;

    /// <summary>How many streams of questions it was sent.</summary>
    public int Batches => _script.Batches;

    /// <summary>Kinds that it says it offers.</summary>
    public IReadOnlyList<FactKind> Offers { set => _script.Offers = value; }

    /// <summary>What it says when it is asked for records.</summary>
    public Func<GetRecordsRequest, ServerCallContext, Task<GetRecordsResponse>> Answers { set => _script.Answers = value; }

    /// <summary>What it does when it is asked for changes; without it, it tells none.</summary>
    public Func<WatchChangesRequest, IServerStreamWriter<WatchChangesResponse>, ServerCallContext, Task>? Changes { set => _script.Changes = value; }

    /// <summary>What changes at it; null when it tells no changes.</summary>
    public ToldChanges? Feed
    {
        set => _script.Changes = value is null ? null : (request, stream, context) => value.WatchAsync(request, stream, context.CancellationToken);
    }

    /// <summary>Raw bytes to send instead of a message; null for real messages.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, Task>? Raw { set => _script.Raw = value; }

    public static async Task<ScriptedAdapter> StartAsync(string institution, string? certificateOf = null, int port = 0, TlsIdentitySource? identity = null)
    {
        var script = new Script { Institution = institution };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            var endPoint = new IPEndPoint(IPAddress.Loopback, port);
            if (identity is null)
                k.ListenMutualTls(endPoint, TestCertificates.Of(certificateOf ?? institution));
            else
                k.ListenMutualTls(endPoint, identity);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        var app = builder.Build();
        app.Use(async (http, next) =>
        {
            script.Trace = http.Request.Headers["traceparent"];
            if (script.Raw is { } raw && http.Request.Path.Value!.EndsWith("/GetRecords", StringComparison.Ordinal))
                await raw(http);
            else
                await next(http);
        });
        app.MapGrpcService<Service>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ScriptedAdapter(institution, app, script) { Address = new Uri($"https://localhost:{new Uri(address).Port}") };
    }

    /// <summary>Answers that this person is known, with one enrollment.</summary>
    public ScriptedAdapter Knows(string number, Action<PersonRecords>? more = null)
    {
        Answers = (request, _) => Task.FromResult(new GetRecordsResponse { Records = request.NationalId.Number == number ? Records(request, more) : Unknown(request) });
        return this;
    }

    public PersonRecords Records(GetRecordsRequest request, Action<PersonRecords>? more = null)
    {
        var records = new PersonRecords
        {
            NationalId = request.NationalId,
            Found = true,
            Person = new Person
            {
                NationalId = request.NationalId,
                Name = new PersonName { FirstGivenName = "Perséfone", FirstSurname = "Ñandutí" },
                Provenance = new Provenance { Institution = Institution, System = "padron" },
            },
            Enrollments = { new Enrollment { ProgrammeCode = "tekopora", Provenance = new Provenance { Institution = Institution } } },
        };
        more?.Invoke(records);
        return records;
    }

    public static PersonRecords Unknown(GetRecordsRequest request) => new() { NationalId = request.NationalId, Found = false };

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    private sealed class Script
    {
        public volatile string? Trace;

        private int _asked;

        public string Institution { get; init; } = "";

        public int Asked => Volatile.Read(ref _asked);

        public IReadOnlyList<FactKind> Offers { get; set; } = [FactKind.Person, FactKind.Enrollment];

        public Func<GetRecordsRequest, ServerCallContext, Task<GetRecordsResponse>> Answers { get; set; } =
            (request, _) => Task.FromResult(new GetRecordsResponse { Records = Unknown(request) });

        public Func<Microsoft.AspNetCore.Http.HttpContext, Task>? Raw { get; set; }

        public Func<WatchChangesRequest, IServerStreamWriter<WatchChangesResponse>, ServerCallContext, Task>? Changes { get; set; }

        private int _batches;

        public int Batches => Volatile.Read(ref _batches);

        public void CountBatch() => Interlocked.Increment(ref _batches);

        public void Count() => Interlocked.Increment(ref _asked);
    }

    private sealed class Service(Script script) : AdapterService.AdapterServiceBase
    {
        public override Task<DescribeResponse> Describe(DescribeRequest request, ServerCallContext context) => Task.FromResult(new DescribeResponse
        {
            Institution = script.Institution,
            AdapterVersion = "test",
            WatchesChanges = script.Changes is not null,
            OfferedFacts = { script.Offers.Select(kind => new OfferedFact { Kind = kind }) },
        });

        public override Task<GetRecordsResponse> GetRecords(GetRecordsRequest request, ServerCallContext context)
        {
            script.Count();
            return script.Answers(request, context);
        }

        public override Task WatchChanges(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> responseStream, ServerCallContext context) =>
            script.Changes?.Invoke(request, responseStream, context) ?? throw new RpcException(new Status(StatusCode.Unimplemented, "tells none"));

        public override async Task BatchGetRecords(
            IAsyncStreamReader<BatchGetRecordsRequest> requestStream, IServerStreamWriter<BatchGetRecordsResponse> responseStream, ServerCallContext context)
        {
            script.CountBatch();
            while (await requestStream.MoveNext(context.CancellationToken))
            {
                var question = requestStream.Current;
                script.Count();
                var response = new BatchGetRecordsResponse { CorrelationId = question.CorrelationId };
                try
                {
                    response.Records = (await script.Answers(new GetRecordsRequest { NationalId = question.NationalId, Kinds = { question.Kinds } }, context)).Records;
                }
                catch (RpcException e)
                {
                    response.Error = new Contracts.Rpc.Status { Code = (int)e.StatusCode };
                }

                await responseStream.WriteAsync(response);
            }
        }
    }
}

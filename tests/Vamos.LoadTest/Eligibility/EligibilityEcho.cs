namespace Vamos.LoadTest.Eligibility;

using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;
using Vamos.Eligibility.V1;
using Vamos.Hosting.Listeners;

/// <summary>
/// The reference: the same method over the same mutual TLS, with nothing between the wire and the answer. The answer is empty; for the views VERDICT and
/// FULL it is, trailers included, one that the hub gave.
/// </summary>
internal sealed class EligibilityEcho : EligibilityService.EligibilityServiceBase
{
    private readonly Dictionary<DecisionView, (CheckEligibilityResponse Response, Metadata Trailers)> _learnt = [];

    public static async Task<WebApplication> StartAsync(TlsIdentity identity)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenMutualTls(new IPEndPoint(IPAddress.Loopback, 0), identity));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<EligibilityEcho>();
        var app = builder.Build();
        app.MapGrpcService<EligibilityEcho>();
        await app.StartAsync();
        return app;
    }

    /// <summary>Learns what to answer, by asking the hub.</summary>
    public async Task LearnAsync(CallInvoker hub, DecisionView view)
    {
        var request = new CheckEligibilityRequest { NationalId = LoadMethods.Person(0), ProgrammeCode = LoadMethods.Programme, View = view };
        using var call = new EligibilityService.EligibilityServiceClient(hub).CheckEligibilityAsync(request, LoadMethods.Purpose);
        var response = await call.ResponseAsync;
        if (response.Decision is not { Verdict: Verdict.Eligible or Verdict.NotEligible or Verdict.Undetermined, Provenance.FromCache: true })
            throw new InvalidOperationException("the hub did not answer from its cache");
        _learnt[view] = (response, call.GetTrailers());
    }

    public override Task<CheckEligibilityResponse> CheckEligibility(CheckEligibilityRequest request, ServerCallContext context)
    {
        if (!_learnt.TryGetValue(request.View, out var learnt))
            return Task.FromResult(new CheckEligibilityResponse());
        foreach (var trailer in learnt.Trailers)
        {
            if (trailer.Key.StartsWith("vamos-", StringComparison.Ordinal))
                context.ResponseTrailers.Add(trailer);
        }

        return Task.FromResult(learnt.Response);
    }
}

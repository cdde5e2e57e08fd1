namespace Vamos.Adapters.Certification;

using System.Collections.Concurrent;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Checks;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Certification.Reports;
using Vamos.Adapters.Certification.Wire;

/// <summary>Runs the checks against one adapter, one after the other.</summary>
internal sealed class CertificationRun(CertifyOptions options, CertifyIdentities identities, AdapterExpectations expectations, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private AdapterWire? _wire;

    /// <summary>The hub's connection.</summary>
    public AdapterWire Wire => _wire ??= Connect(CallerCertificate.Of(identities.Hub));

    /// <summary>Asks the adapter what it is.</summary>
    /// <exception cref="RpcException">It cannot be reached, or does not say.</exception>
    public async Task<DescribeResponse> DescribeAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await Wire.Client.DescribeAsync(new DescribeRequest(), Wire.Within(cancellationToken));
            }
            catch (RpcException e) when (IsAway(e) && time.GetElapsedTime(start) < options.Wait)
            {
                await Task.Delay(BetweenAttempts, time, cancellationToken);
            }
        }
    }

    /// <summary>Whether an error says that nobody could be asked.</summary>
    public static bool IsAway(RpcException e) => e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal;

    /// <summary>Runs the checks that are wanted.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(DescribeResponse description, Progress progress, CancellationToken cancellationToken)
    {
        var examination = new Examination
        {
            Wire = Wire,
            Connect = Connect,
            Other = identities.Other is { } other && other.Institution != description.Institution ? other : null,
            Description = description,
            Expectations = expectations,
            Load = options.Load,
            Time = time,
        };
        var checks = CheckCatalogue.All(options.ShowValues).Where(check => options.Only.Count == 0 || options.Only.Contains(check.About.Id)).ToList();
        var results = new List<CheckResult>();
        foreach (var check in checks)
        {
            progress.Begin(check.About, results.Count + 1, checks.Count);
            results.Add(await RunAsync(check, examination, cancellationToken));
            progress.End(results[^1]);
        }

        return results;
    }

    public void Dispose() => _wire?.Dispose();

    private async Task<CheckResult> RunAsync(ICheck check, Examination examination, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var start = time.GetTimestamp();
        try
        {
            await check.RunAsync(examination, findings, cancellationToken);
        }
        catch (DefectException e)
        {
            findings.Defect(e.Defect.What, e.Defect.Remedy);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Defect(
                $"A call ended with {Refusal.Of(e, "", null).InWords()} where an answer was due.",
                "See the adapter's log for the cause; see also that it is still running.");
        }
        catch (IOException) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Defect("The connection broke during a call.", "See the adapter's log for the cause; see also that it is still running.");
        }
        catch (ChangeCommandException e)
        {
            findings.Defect(e.Message, "This is no defect of the adapter: correct changes.command in the file of expectations.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new CheckResult(check.About, findings, time.GetElapsedTime(start));
    }

    private AdapterWire Connect(CallerCertificate caller) =>
        new(options.Address!, identities.Hub, caller, expectations.Timeouts.Call, time, _refusals);
}

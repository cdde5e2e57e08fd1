namespace Vamos.Hub.Fips;

using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;
using Status = Vamos.Contracts.Rpc.Status;

/// <summary>What became of an import, within what a client reads in one message.</summary>
internal sealed class ImportTally
{
    private const int MostFailures = 10_000;

    // Of failures with all their details; behind them come failures with the number of the form and the status alone.
    private const int MostDetailBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly ImportFormsResponse _response = new();
    private int _detailBytes;

    /// <summary>Counts a form that was looked at.</summary>
    public void Add(Imported imported)
    {
        lock (_gate)
        {
            if (imported.Outcome is not { } outcome)
                Fail(imported.CorrelationId, FormProblems.BreaksRules(imported.Violations));
            else if (outcome.Kind == StoredKind.Stored)
                _response.StoredCount++;
            else if (outcome.Kind == StoredKind.Repeated)
                _response.RepeatedCount++;
            else
                Fail(imported.CorrelationId, FormProblems.Of(outcome)!);
        }
    }

    /// <summary>Counts a form that was not looked at.</summary>
    public void Refuse(long correlationId, Problem problem)
    {
        lock (_gate)
            Fail(correlationId, problem);
    }

    /// <summary>The answer.</summary>
    public ImportFormsResponse Response()
    {
        lock (_gate)
            return _response;
    }

    private void Fail(long correlationId, Problem problem)
    {
        _response.RefusedCount++;
        if (_response.Failures.Count >= MostFailures)
            return;
        var error = problem.ToStatus();
        _detailBytes += error.CalculateSize();
        if (_detailBytes > MostDetailBytes)
            error = new Status { Code = error.Code, Message = problem.Reason };
        _response.Failures.Add(new ImportFailure { CorrelationId = correlationId, Error = error });
    }
}

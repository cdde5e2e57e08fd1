namespace Vamos.Adapters.Hosting;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

/// <summary>Asks the institution's part, and writes into every fact when it was read.</summary>
internal sealed class RecordsReader(IInstitutionAdapter adapter, AdapterMeter meter, TimeProvider time)
{
    public async Task<IReadOnlyList<PersonRecords>> ReadAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var readAt = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        var started = time.GetTimestamp();
        var answers = await AskAsync(people, kinds, started, cancellationToken);
        foreach (var provenance in answers.SelectMany(records => records.Provenances()))
        {
            if (provenance is not null)
                provenance.RetrievedAt = readAt;
        }

        foreach (var records in answers)
            meter.Answered(records);
        return answers;
    }

    private async Task<IReadOnlyList<PersonRecords>> AskAsync(
        IReadOnlyList<NationalId> people, FactKinds kinds, long started, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await adapter.GetRecordsAsync(people, kinds, cancellationToken);
            meter.Read(time.GetElapsedTime(started), succeeded: true);
            return answers;
        }
        catch (LegacySystemException)
        {
            meter.Read(time.GetElapsedTime(started), succeeded: false);
            throw;
        }
    }

    /// <summary>Why an answer says nothing; null when it does. Unknown to those systems that answered is not unknown.</summary>
    public static Problem? WhyNot(PersonRecords records) =>
        !records.Found && records.Issues.Count != 0 ? AdapterProblems.LegacySystemUnavailable : null;
}

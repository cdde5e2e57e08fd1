namespace Vamos.Adapters.Mtess.History;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What the service knows about somebody whom it knows.</summary>
/// <param name="Employments">The employments that can be translated.</param>
/// <param name="SetAside">Why the others cannot, by their keys.</param>
internal sealed record Worker(IReadOnlyList<EmploymentRecord> Employments, IReadOnlyList<(string Key, IReadOnlyList<RecordIssue> Issues)> SetAside)
{
    public PersonRecords ToRecords(NationalId person) => new()
    {
        NationalId = person,
        Found = true,
        // Somebody asked about twice is answered twice, and whoever puts answers together may change one.
        Employment = { Employments.Select(employment => employment.Clone()) },
        Issues = { SetAside.SelectMany(record => record.Issues) },
    };
}

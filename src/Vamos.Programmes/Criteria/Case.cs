namespace Vamos.Programmes.Criteria;

using Vamos.Adapter.V1;
using Vamos.Programmes.Facts;

/// <summary>A person on a day, with the names by which rolls know the programmes.</summary>
internal readonly record struct Case(PersonFacts Facts, DateOnly Day, ProgrammeCodes Codes)
{
    public ReadOnlySpan<PersonRecords> Records => Facts.Records;
}

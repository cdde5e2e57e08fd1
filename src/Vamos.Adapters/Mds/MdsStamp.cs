namespace Vamos.Adapters.Mds;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>Writes into every fact of an answer when it was read.</summary>
internal static class MdsStamp
{
    public static void ReadAt(PersonRecords records, Timestamp readAt)
    {
        foreach (var provenance in ProvenancesOf(records))
        {
            if (provenance is not null)
                provenance.RetrievedAt = readAt;
        }
    }

    private static IEnumerable<Provenance?> ProvenancesOf(PersonRecords records) =>
    [
        records.Person?.Provenance,
        records.Person?.Death?.Provenance,
        .. records.Enrollments.Select(fact => fact.Provenance),
        .. records.Coverage.Select(fact => fact.Provenance),
        .. records.Households.Select(fact => fact.Provenance),
        .. records.RetirementBenefits.Select(fact => fact.Provenance),
        .. records.DisabilityCertificates.Select(fact => fact.Provenance),
        .. records.Pregnancies.Select(fact => fact.Provenance),
        .. records.Livestock.Select(fact => fact.Provenance),
    ];
}

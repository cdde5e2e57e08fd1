namespace Vamos.Adapters.Mds;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;

/// <summary>Writes into every fact of an answer when it was read.</summary>
internal static class MdsStamp
{
    public static void ReadAt(PersonRecords records, Timestamp readAt)
    {
        foreach (var provenance in records.Provenances())
        {
            if (provenance is not null)
                provenance.RetrievedAt = readAt;
        }
    }
}

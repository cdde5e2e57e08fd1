namespace Vamos.LoadTest.Audit;

using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;

/// <summary>Records as a lookup over three sources leaves them: about 600 bytes, every field filled.</summary>
public static class SampleExchange
{
    private static readonly ByteString Hash = ByteString.CopyFrom(SHA256.HashData([1]));
    private static readonly string[] Consumers = ["mds", "mtess", "mspbs", "minna", "utgs", "ips"];
    private static readonly string[] Sources = ["mds", "mtess", "mspbs"];
    private static long _next;

    public static ExchangeRecord Next(DateTimeOffset now)
    {
        var number = Interlocked.Increment(ref _next);
        var time = Timestamp.FromDateTimeOffset(now);
        return new ExchangeRecord
        {
            ExchangeId = Guid.CreateVersion7(now).ToString("N"),
            ConsumerInstitution = Consumers[number % Consumers.Length],
            Method = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary",
            Purpose = Purpose.CaseManagement,
            AgreementId = "mds-mtess-2026",
            CaseId = $"EXP-{number}",
            User = "u-4711",
            SubjectHash = Subject(number),
            RequestTime = time,
            ResponseTime = time,
            Outcome = ExchangeOutcome.Answered,
            RequestSize = 40,
            ResponseSize = 900,
            RequestHash = Hash,
            ResponseHash = Hash,
            ReleasedFields = { "person.given_names", "person.family_names", "person.birth_date", "enrollments" },
            Hops = { Sources.Select(s => new ExchangeHop { Institution = s, RequestTime = time, ResponseTime = time, BreakerState = "closed" }) },
            DeadlineLeft = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(9_970)),
            ContractVersion = "vamos.beneficiary.v1",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
        };
    }

    // spread over everybody, as hashes are
    private static ByteString Subject(long number)
    {
        Span<byte> hash = stackalloc byte[33];
        hash[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(hash[25..], number * -7046029254386353131);
        return ByteString.CopyFrom(hash);
    }
}

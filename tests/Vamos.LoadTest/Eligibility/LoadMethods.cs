namespace Vamos.LoadTest.Eligibility;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;

/// <summary>
/// The methods that are measured, as bytes: requests are written beforehand and answers are not parsed, so that a figure is of what is called and not of
/// the caller.
/// </summary>
internal static class LoadMethods
{
    public const string Programme = "pension-universal";
    private const int FirstNumber = 4_000_000;

    public static Metadata Purpose { get; } = new() { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" } };

    public static Method<byte[], byte[]> Check { get; } = Bytes(EligibilityService.Descriptor, nameof(EligibilityService.EligibilityServiceClient.CheckEligibility));

    public static Method<byte[], byte[]> Batch { get; } =
        Bytes(EligibilityService.Descriptor, nameof(EligibilityService.EligibilityServiceClient.BatchCheckEligibility), MethodType.DuplexStreaming);

    public static Method<byte[], byte[]> Lookup { get; } = Bytes(BeneficiaryService.Descriptor, nameof(BeneficiaryService.BeneficiaryServiceClient.GetBeneficiary));

    public static Method<byte[], byte[]> Records { get; } = Bytes(AdapterService.Descriptor, nameof(AdapterService.AdapterServiceClient.GetRecords));

    public static Method<byte[], byte[]> Watch { get; } =
        Bytes(ExchangeService.Descriptor, nameof(ExchangeService.ExchangeServiceClient.WatchExchanges), MethodType.ServerStreaming);

    public static NationalId Person(int number) => new() { Number = $"{FirstNumber + number}" };

    public static byte[][] Checks(int first, int people, DecisionView view) =>
        Each(first, people, id => new CheckEligibilityRequest { NationalId = id, ProgrammeCode = Programme, View = view });

    public static byte[][] Lookups(int first, int people) =>
        Each(first, people, id => new GetBeneficiaryRequest { NationalId = id, MaxAge = new() });

    public static byte[][] RecordsOf(int first, int people, params FactKind[] kinds) =>
        Each(first, people, id => new GetRecordsRequest { NationalId = id, Kinds = { kinds } });

    public static BatchCheckEligibilityRequest Question(long correlation, int person) =>
        new() { CorrelationId = correlation, NationalId = Person(person), ProgrammeCode = Programme, View = DecisionView.Verdict };

    public static byte[][] KeptLookups(int first, int people) => Each(first, people, id => new GetBeneficiaryRequest { NationalId = id });

    private static byte[][] Each(int first, int people, Func<NationalId, IMessage> request) =>
        [.. Enumerable.Range(first, people).Select(i => request(Person(i)).ToByteArray())];

    private static Method<byte[], byte[]> Bytes(Google.Protobuf.Reflection.ServiceDescriptor service, string method, MethodType type = MethodType.Unary) =>
        new(type, service.FullName, method, Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
}

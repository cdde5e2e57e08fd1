namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;

internal sealed class UnknownFields : ICheck
{
    private const int LaterField = 1000;
    private const int Size = 8 * 1024;

    public CheckTitle About { get; } = new(
        "contract",
        "unknown-fields",
        "Fields that the adapter does not know do not disturb it",
        "A later version of the contract may have more fields and kinds. Requests of up to 16 KiB with some are answered as if they were not there.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var wire = examination.Wire;
        var person = examination.Anybody[0];
        var usual = await wire.AskAsync(person, [], cancellationToken);
        var request = GetRecordsRequest.Parser.ParseFrom([.. new GetRecordsRequest { NationalId = person }.ToByteArray(), .. Later()]);
        Outcome with;
        try
        {
            with = Outcome.Of((await wire.Client.GetRecordsAsync(request, wire.Within(cancellationToken))).Records);
        }
        catch (RpcException e)
        {
            with = new Outcome(null, wire.Refused(e, "GetRecords", person));
        }

        if (AnswerComparison.Difference(usual, with) is { } difference)
            findings.Defect(
                $"A question with an unknown field of {Size / 1024} KiB is answered otherwise than the same question without it: {difference}.",
                "Ignore fields that the adapter's version of the contract does not have, as generated code does.");
    }

    private static byte[] Later()
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(LaterField, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(new byte[Size]));
        output.Flush();
        return bytes.ToArray();
    }
}

namespace Vamos.Adapters.Certification.Checks;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapters.Certification.Wire;

internal sealed class ChangesMalformedToken : ICheck
{
    private const string Remedy = "Answer INVALID_ARGUMENT with a BadRequest for resume_token when a token is none of the adapter's own.";

    private static readonly (string What, byte[] Token)[] Tokens =
    [
        ("of text that means nothing", "not a token of this feed"u8.ToArray()),
        ("of bytes that are no text", [0xFF, 0x00, 0xFE, 0x80, 0x7F, 0xC3, 0x28]),
        ("of a thousand bytes", [.. Enumerable.Repeat((byte)'9', 1000)]),
    ];

    public CheckTitle About { get; } = new(
        "changes",
        "changes-malformed-token",
        "A resume token that is none is INVALID_ARGUMENT",
        "The hub must learn that it cannot go on, and begin anew; a feed that silently began elsewhere would lose changes.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (!examination.Description.WatchesChanges)
        {
            findings.Skip("the adapter offers no change feed");
            return;
        }

        foreach (var (what, token) in Tokens)
        {
            await using var watch = new ChangeWatch(examination.Wire, ByteString.CopyFrom(token), examination.Time);
            try
            {
                await watch.NextAsync(examination.Timeouts.Call, cancellationToken);
                findings.Defect($"A token {what} is taken for one.", Remedy);
            }
            catch (DefectException)
            {
                if (watch.Refusal is not { Code: StatusCode.InvalidArgument } refusal)
                    findings.Defect($"A token {what} ends the feed with {watch.Refusal?.InWords() ?? "OK"}, not INVALID_ARGUMENT.", Remedy);
                else if (!refusal.Fields.Contains("resume_token"))
                    findings.Defect($"A token {what} is INVALID_ARGUMENT, but no BadRequest names resume_token.", Remedy);
            }
        }
    }
}

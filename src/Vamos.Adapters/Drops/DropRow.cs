namespace Vamos.Adapters.Drops;

using Google.Protobuf;
using Vamos.Common.V1;

/// <summary>What a line of a nightly file means, as it is kept.</summary>
/// <param name="Person">Whom it is about; null when it names nobody by a document.</param>
/// <param name="Group">What it has in common with other lines, for example a household; empty when nothing.</param>
/// <param name="Value">The facts, as the part that reads them wants them; null when being listed is the fact.</param>
public readonly record struct DropRow(NationalId? Person, string Group = "", IMessage? Value = null);

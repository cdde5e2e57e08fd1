namespace Vamos.Cli.Beneficiaries;

using System.Collections;
using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What one system of a source contributed to an answer.</summary>
/// <param name="Source">The source and its state.</param>
/// <param name="Provenance">The latest that the system's facts in the answer say of themselves; null when there is none.</param>
internal sealed record SystemReading(SourceStatus Source, Provenance? Provenance)
{
    /// <summary>Every system that facts come from, in the order of the sources; a source without facts stands by itself.</summary>
    public static IEnumerable<SystemReading> Of(Beneficiary beneficiary)
    {
        var facts = Provenances(beneficiary).ToLookup(provenance => provenance.Institution);
        foreach (var source in beneficiary.Sources)
        {
            var systems = facts[source.Institution].GroupBy(provenance => provenance.System)
                .Select(system => new SystemReading(source, system.MaxBy(provenance => provenance.AsOf?.ToDateTimeOffset() ?? DateTimeOffset.MinValue)))
                .ToList();
            foreach (var reading in systems.Count != 0 ? systems : [new SystemReading(source, source.Provenance)])
                yield return reading;
        }
    }

    // Wherever they are in the message, so that a kind of fact added to the contract is not forgotten here.
    private static IEnumerable<Provenance> Provenances(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType == Google.Protobuf.Reflection.FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var part in value is IList list ? list.Cast<IMessage>() : value is IMessage one ? [one] : [])
            {
                if (part is Provenance provenance)
                    yield return provenance;
                else if (part is not SourceStatus)
                {
                    foreach (var within in Provenances(part))
                        yield return within;
                }
            }
        }
    }
}

namespace Vamos.Programmes.Documents;

using Vamos.Documents;
using Vamos.Programmes.Protections;

/// <summary>JSON Schema of the documents about programmes, for editors.</summary>
public static class ProgrammeSchema
{
    /// <summary>Schema of a programme.</summary>
    public static string Programme { get; } =
        DocumentSchema.Of<ProgrammeDocument>("programmes/*.yaml", "A programme and the rules that decide who may be in it.");

    /// <summary>Schema of <c>incompatibilities.yaml</c>.</summary>
    public static string Incompatibilities { get; } =
        DocumentSchema.Of<IncompatibilitiesDocument>("programmes/incompatibilities.yaml", "Benefits that may not be held together.");

    /// <summary>Schema of <c>protections.yaml</c>.</summary>
    public static string Protections { get; } =
        DocumentSchema.Of<ProtectionsDocument>("programmes/protections.yaml", "What people and households are to be covered by, and when they are.");
}

namespace Vamos.Trust.Agreements.Documents;

using Vamos.Documents;

/// <summary>JSON Schema of the documents about agreements, for editors.</summary>
public static class AgreementSchema
{
    /// <summary>Schema of <c>institutions.yaml</c>.</summary>
    public static string Institutions { get; } = DocumentSchema.Of<InstitutionsDocument>("institutions.yaml", "Institutions of the exchange.");

    /// <summary>Schema of a file in <c>agreements/</c>.</summary>
    public static string Agreement { get; } = DocumentSchema.Of<Agreement>("agreements/*.yaml", "An agreement under which data is exchanged.");
}

namespace Vamos.Trust.Agreements.Checks;

using Vamos.Documents;

/// <summary>Where the documents about agreements lie in their folder.</summary>
public static class AgreementFiles
{
    /// <summary>Name of the document of the institutions.</summary>
    public const string InstitutionsFile = "institutions.yaml";

    /// <summary>Name of the folder of the agreements.</summary>
    public const string AgreementsFolder = "agreements";

    /// <summary>Reads a folder with <c>institutions.yaml</c> and <c>agreements/*.yaml</c>. What cannot be read becomes a finding.</summary>
    public static DocumentFiles Read(string folder) => DocumentFiles.Read(folder, AgreementsFolder, InstitutionsFile);
}

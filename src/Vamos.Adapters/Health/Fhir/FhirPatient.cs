namespace Vamos.Adapters.Health.Fhir;

using System.Text.Json;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>A patient as far as it tells who it is: numbers, links to other records of the same person, whether it is in use.</summary>
internal sealed class FhirPatient
{
    private FhirPatient(FhirRecord record, bool isUnderstood, IReadOnlyList<NationalId> cedulas, IReadOnlyList<Link> links, bool isActive)
    {
        Record = record;
        IsUnderstood = isUnderstood;
        Cedulas = cedulas;
        Links = links;
        IsActive = isActive;
    }

    public FhirRecord Record { get; }

    public string Id => Record.Id;

    /// <summary>False for one whose meaning is changed in a way that we do not know.</summary>
    public bool IsUnderstood { get; }

    /// <summary>Every number in force; more than one only by mistake.</summary>
    public IReadOnlyList<NationalId> Cedulas { get; }

    /// <summary>To other patients.</summary>
    public IReadOnlyList<Link> Links { get; }

    public bool IsActive { get; }

    public bool IsReplaced => Links.Any(link => link.Type == "replaced-by");

    public static FhirPatient Read(JsonElement resource, FhirSettings settings)
    {
        var record = new FhirRecord(resource, FactKind.Person);
        var root = record.Root;
        var isUnderstood = record.IsUnderstood();
        List<NationalId> cedulas = [];
        foreach (var identifier in root.Each("identifier"))
        {
            if (CedulaIn(identifier, settings) is { } cedula && !cedulas.Contains(cedula))
                cedulas.Add(cedula);
        }

        List<Link> links = [];
        foreach (var link in root.Backbone("link"))
        {
            var other = link.Child("other");
            // Of people who are related, there may be a record too; it is not this one.
            if (FhirReference.Parse(other.Text("reference"), settings.Address) is { Type: "Patient" } patient && patient.Id != record.Id)
                links.Add(new Link(link.Text("type") ?? "", patient.Id, link.Path));
            else if (link.Text("type") == "replaced-by")
                link.Note("other", "not a patient of this server");
        }

        return new FhirPatient(record, isUnderstood, cedulas, links, root.Flag("active") != false);
    }

    /// <summary>The cédula that an identifier is; null when it is something else, or was one once.</summary>
    public static NationalId? CedulaIn(FhirNode identifier, FhirSettings settings)
    {
        if (identifier.Text("system") != settings.IdentifierSystem || identifier.Text("use") == "old" || identifier.Text("value") is not { } value)
            return null;
        return identifier.Record.Take($"{identifier.Path}.value", CedulaText.Translate(value));
    }

    /// <summary>A link to another record of the same person.</summary>
    /// <param name="Type">replaced-by, replaces, refer or seealso.</param>
    /// <param name="Id">The other patient.</param>
    /// <param name="Path">Where it stands.</param>
    internal sealed record Link(string Type, string Id, string Path);
}

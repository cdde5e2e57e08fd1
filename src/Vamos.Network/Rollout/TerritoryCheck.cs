namespace Vamos.Network.Rollout;

using Vamos.Contracts.Territory;
using Vamos.Documents;

/// <summary>Reads and checks <c>territory.yaml</c> as a whole.</summary>
public static class TerritoryCheck
{
    /// <summary>Name of the document.</summary>
    public const string FileName = "territory.yaml";

    /// <summary>Reads the document of a folder.</summary>
    public static DocumentFiles Read(string folder) => DocumentFiles.Read(folder, "", FileName);

    /// <summary>Checks a document that was read before.</summary>
    public static TerritoryCheckResult Files(DocumentFiles files)
    {
        var at = new DocumentReading(FileName);
        var text = files.Texts.FirstOrDefault(text => text.Name == FileName).Text;
        var document = text is null ? null : YamlDocument.Read<TerritoryDocument>(text, at);
        if (document is not null)
            Check(document, at);
        Finding[] findings = [.. files.Findings.Concat(at.Findings).OrderBy(f => f.Line)];
        var usable = document is not null && findings.All(f => f.Severity != Severity.Error);
        return new TerritoryCheckResult(files.Version, findings, usable ? new TerritoryBook(document!) : null);
    }

    private static void Check(TerritoryDocument document, DocumentReading at)
    {
        var catalogue = TerritoryCatalogue.Paraguay;
        for (var i = 0; i < document.Phases.Count; i++)
        {
            for (var j = 0; j < document.Phases[i].Districts.Count; j++)
            {
                if (catalogue.FindDistrict(document.Phases[i].Districts[j]) is null)
                    at.Error($"phases[{i}].districts[{j}]", "is not the INE code of a district");
            }
        }

        for (var i = 0; i < document.Agreements.Count; i++)
        {
            var agreement = document.Agreements[i];
            if (catalogue.FindDistrict(agreement.Territory) is null && catalogue.FindDepartment(agreement.Territory) is null)
                at.Error($"agreements[{i}].territory", "is not the INE code of a district or department");
            if (agreement.ValidUntil < agreement.ValidFrom || (agreement.ValidFrom is null && agreement.ValidUntil is not null))
                at.Error($"agreements[{i}].valid_until", "must not be before valid_from");
        }

        CheckNeighbours(document, at);
    }

    private static void CheckNeighbours(TerritoryDocument document, DocumentReading at)
    {
        var all = TerritoryCatalogue.Paraguay.Departments.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var pairs = document.Neighbours.SelectMany(entry => entry.Neighbours.Select(other => (entry.Department, other))).ToHashSet();
        for (var i = 0; i < document.Neighbours.Count; i++)
        {
            var department = document.Neighbours[i].Department;
            if (!all.Remove(department))
                at.Error($"neighbours[{i}].department", "is not the INE code of a department, or is there twice");
            foreach (var other in document.Neighbours[i].Neighbours.Where(other => other == department || !pairs.Contains((other, department))))
                at.Error($"neighbours[{i}].neighbours", $"names {other}, which does not name {department}: neighbours are so both ways");
        }

        if (all.Count != 0)
            at.Error("neighbours", $"lacks the departments {string.Join(", ", all.Order(StringComparer.Ordinal))}");
    }
}

/// <summary>What came of a check.</summary>
/// <param name="Version">Hash over the document.</param>
/// <param name="Findings">Everything found.</param>
/// <param name="Book">The data; null when there are errors.</param>
public sealed record TerritoryCheckResult(string Version, IReadOnlyList<Finding> Findings, TerritoryBook? Book);

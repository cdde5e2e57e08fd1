namespace Vamos.Sandbox.LegacySystems.Health;

using System.Text.Json.Nodes;
using Vamos.Contracts.Territory;

/// <summary>Establishments and insurers, to which records refer.</summary>
internal static class FhirDirectoryResources
{
    private const string Establishment = "est-";

    public static string NameOf(District district) => $"Hospital Distrital de {district.Name}";

    /// <summary>One by its id; null when there is none.</summary>
    public static FhirResource? Find(string type, string id, DateTimeOffset loaded)
    {
        if (type == "Organization" && id == "ips")
            return FhirResource.Of(type, id, null, loaded, new JsonObject { ["active"] = true, ["name"] = "Instituto de Previsión Social", ["alias"] = new JsonArray("IPS") });
        if (type != "Location" || !id.StartsWith(Establishment, StringComparison.Ordinal))
            return null;
        return TerritoryCatalogue.Paraguay.FindDistrict(id[Establishment.Length..]) is { } district
            ? FhirResource.Of(type, id, null, loaded, new JsonObject { ["status"] = "active", ["name"] = NameOf(district), ["mode"] = "instance" })
            : null;
    }
}
